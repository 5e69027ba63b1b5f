/** What there is to say about comments that suppress. */
import { allCodes } from '../codes.js';
import type { Diagnostic, Fix, Span } from '../diagnostic.js';
import { nearest } from '../explain/near.js';
import { isRule } from '../rules/index.js';
import { SETTLE_CODES } from './codes.js';
import { DIRECTIVES, type Directive, type Named } from './directives.js';

const WARNING = { severity: 'warning' } as const;

export function forbidden(directive: Directive): Diagnostic {
  return {
    code: 'suppression-forbidden',
    ...WARNING,
    message: `this comment suppresses nothing: comments that suppress are forbidden here`,
    span: directive.span,
    path: directive.path,
    help: 'remove the comment, and mend what it is for or change the severity in the configuration',
  };
}

export function unknownWord({ word, path }: Directive): Diagnostic {
  const meant = nearest(word.name, DIRECTIVES);
  return {
    code: 'suppression-malformed',
    ...WARNING,
    message: `backupxml-${word.name} is nothing that a comment can say${meant ? `; did you mean backupxml-${meant}?` : ''}`,
    span: word.span,
    path,
    actual: word.name,
    expected: DIRECTIVES.join(', '),
    help: meant
      ? `write backupxml-${meant}`
      : `write one of ${DIRECTIVES.map((kind) => `backupxml-${kind}`).join(', ')}`,
    ...(meant && { fix: replace(word.span, meant) }),
  };
}

export function withoutCode({ word, span, path }: Directive): Diagnostic {
  return {
    code: 'suppression-malformed',
    ...WARNING,
    message: `backupxml-${word.name} names no code, and suppresses nothing`,
    span,
    path,
    help: `name what is to be suppressed: <!-- backupxml-${word.name} CODE: reason -->`,
  };
}

export function withoutReason({ word, codes, path }: Directive): Diagnostic {
  const list = codes.map(({ name }) => name).join(', ');
  return {
    code: 'suppression-without-reason',
    severity: 'error',
    message: `backupxml-${word.name} does not say why ${list} may be suppressed`,
    span: word.span,
    path,
    help: `write the reason behind a colon: <!-- backupxml-${word.name} ${list}: reason -->`,
  };
}

/** There may be so many. */
export function tooMany({ span, path }: Directive, most: number): Diagnostic {
  return {
    code: 'suppression-refused',
    ...WARNING,
    message: `no comment suppresses anything here, as this is one too many: a document may have ${most}, and as many codes in them`,
    span,
    path,
    help: 'mend what they are for, suppress a code once for the whole file with backupxml-disable-file, or change its severity in the configuration',
  };
}

/** What is wrong with a code that a comment names: there is none of the name, or it cannot be suppressed. */
export function codeFault({ path }: Directive, { name, span }: Named): Diagnostic[] {
  if (isRule(name)) return [];
  if (allCodes().some(({ code }) => code === name)) return [refusedCode(name, span, path)];
  const meant = nearest(
    name,
    allCodes()
      .map(({ code }) => code)
      .filter(isRule),
  );
  return [
    {
      code: 'suppression-unknown',
      ...WARNING,
      message: `there is no code ${name}${meant ? `; did you mean ${meant}?` : ''}`,
      span,
      path,
      actual: name,
      ...(meant && { expected: meant }),
      help: meant ? `write ${meant}` : 'write the code that stands in brackets before the message to be suppressed',
      ...(meant && { fix: replace(span, meant) }),
    },
  ];
}

function refusedCode(name: string, span: Span, path: string): Diagnostic {
  const isOwn = SETTLE_CODES.some(({ code }) => code === name);
  return {
    code: 'suppression-refused',
    ...WARNING,
    message: isOwn
      ? `${name} cannot be suppressed by a comment`
      : `${name} cannot be suppressed: libvirt refuses such a document`,
    span,
    path,
    help: isOwn
      ? 'set its severity in the configuration, if need be'
      : 'mend the fault; only what rules find can be suppressed',
  };
}

export function unused({ word, path }: Directive, codes: readonly Named[], span: Span, fix: Fix): Diagnostic {
  const list = codes.map(({ name }) => name).join(', ');
  return {
    code: 'suppression-unused',
    ...WARNING,
    message:
      word.name === 'enable'
        ? 'backupxml-enable ends nothing: no backupxml-disable is open here'
        : `backupxml-${word.name} suppresses nothing: there is no ${list} where it counts`,
    span,
    path,
    help: 'remove it',
    fix,
  };
}

/** Not safe: with it, something may be hidden that is shown now. */
function replace(span: Span, text: string): Fix {
  return { safe: false, edits: [{ ...span, text }] };
}

/** The comment, with its line where nothing else stands there. */
export function removeComment(text: string, span: Span): Fix {
  let start = span.start;
  while (span.start - start < 1000 && /[ \t]/.test(text.charAt(start - 1))) start -= 1;
  const after = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(span.end, span.end + 1000))?.[0].length ?? 0;
  const isAlone = after > 0 && (start === 0 || /[\r\n]/.test(text.charAt(start - 1)));
  return { safe: true, edits: [{ ...(isAlone ? { start, end: span.end + after } : span), text: '' }] };
}

/** One code of several, with what parts it from the next one, or from the one before where it is the last. */
export function removeCode({ codes }: Directive, code: Named): Fix {
  const at = codes.indexOf(code);
  const [before, next] = [codes[at - 1], codes[at + 1]];
  const start = next ? code.span.start : (before?.span.end ?? code.span.start);
  return { safe: true, edits: [{ start, end: next ? next.span.start : code.span.end, text: '' }] };
}
