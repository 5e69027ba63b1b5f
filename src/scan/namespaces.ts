const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * Whether an attribute is a namespace declaration that libxml2 2.9.9 only complains about and then forgets, so that it may even stand twice:
 * one of `xml` or `xmlns`, one that takes their addresses, or a prefix for nothing.
 */
export function isForgottenDeclaration(name: string, value: string): boolean {
  if (name === 'xmlns') return value === XML || value === XMLNS;
  if (!name.startsWith('xmlns:')) return false;
  return name === 'xmlns:xml' || name === 'xmlns:xmlns' || value === '' || value === XML || value === XMLNS;
}
