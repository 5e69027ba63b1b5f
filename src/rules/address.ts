/** What kind of address a server listens on. Without Node's `net`, which takes a process longer to load than a document takes to be judged. */

export type Reach = 'loopback' | 'wildcard' | 'private' | 'public' | 'name';

/** `name`: a host name, of which only the resolver knows where it leads; `localhost` is loopback by standard (RFC 6761). */
export function reachOf(host: string): Reach {
  const digits = host.includes(':') ? digitsOfIpv6(host.replace(ZONE, '')) : digitsOfIpv4(host);
  if (digits === undefined) return /^(.*\.)?localhost$/i.test(host) ? 'loopback' : 'name';
  if (LOOPBACK.test(digits)) return 'loopback';
  if (WILDCARD.test(digits)) return 'wildcard';
  return PRIVATE.test(digits) ? 'private' : 'public';
}

/** A zone, such as `%eth0`, does not change what kind an address is of. */
const ZONE = /%.*/s;

/** 127.0.0.0/8 and ::1, as the 32 hexadecimal digits of an IPv6 address. An IPv4 address has those of the one that it is mapped to. */
const LOOPBACK = /^(?:0{20}ffff7f|0{31}1$)/;

/** 0.0.0.0 and :: */
const WILDCARD = /^(?:0{20}ffff0{8}|0{32})$/;

/**
 * 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16 (RFC 1918), 100.64.0.0/10 (RFC 6598), 169.254.0.0/16 (RFC 3927), fc00::/7 (RFC 4193) and
 * fe80::/10 (RFC 4291).
 */
const PRIVATE = /^(?:0{20}ffff(?:0a|ac1|c0a8|64[4-7]|a9fe)|f[cd]|fe[89ab])/;

function digitsOfIpv4(host: string): string | undefined {
  const digits = digitsOfBytes(host);
  return digits && `${'0'.repeat(20)}ffff${digits}`;
}

/** The digits of `127.0.0.1`, eight of them. */
function digitsOfBytes(text: string): string | undefined {
  const bytes = text.split('.');
  if (bytes.length !== 4 || !bytes.every((byte) => BYTE.test(byte) && Number(byte) < 256)) return undefined;
  return bytes.map((byte) => Number(byte).toString(16).padStart(2, '0')).join('');
}

const BYTE = /^(?:0|[1-9]\d{0,2})$/;

/** `::` stands for as many zeros as are missing, four at least. */
function digitsOfIpv6(host: string): string | undefined {
  const [before = '', behind, ...more] = host.split('::');
  if (more.length > 0) return undefined;
  if (behind === undefined) {
    const digits = digitsOfGroups(before, true);
    return digits?.length === 32 ? digits : undefined;
  }
  const start = digitsOfGroups(before, false);
  const end = digitsOfGroups(behind, true);
  if (start === undefined || end === undefined || start.length + end.length > 28) return undefined;
  return start.padEnd(32 - end.length, '0') + end;
}

/** The digits of `fe80:0:1`, four for each group. The last groups of an address can be written as IPv4. */
function digitsOfGroups(text: string, isEnd: boolean): string | undefined {
  if (text === '') return '';
  const groups = text.split(':').map((group, i, { length }) => {
    if (/^[0-9a-f]{1,4}$/i.test(group)) return group.toLowerCase().padStart(4, '0');
    return isEnd && i === length - 1 ? digitsOfBytes(group) : undefined;
  });
  return groups.includes(undefined) ? undefined : groups.join('');
}
