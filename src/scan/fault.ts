import type { Diagnostic } from '../diagnostic.js';

/** Ends a scan: the first error of a document. Never leaves the scan. */
export class Fault extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = 'Fault';
  }
}

/** Makes the diagnostic of an error; every error of the scan is one that libvirt's parser refuses too. */
export function fault(diagnostic: Omit<Diagnostic, 'severity'>): Fault {
  return new Fault({ severity: 'error', ...diagnostic });
}
