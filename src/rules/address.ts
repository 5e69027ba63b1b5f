/** What kind of address a server listens on. */
import { BlockList, isIP } from 'node:net';

export type Reach = 'loopback' | 'wildcard' | 'private' | 'public' | 'name';

/** `name`: a host name, of which only the resolver knows where it leads; `localhost` is loopback by standard (RFC 6761). */
export function reachOf(host: string): Reach {
  const version = isIP(host);
  if (version === 0) return /^(.*\.)?localhost$/i.test(host) ? 'loopback' : 'name';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (loopback().check(host, family)) return 'loopback';
  if (wildcard().check(host, family)) return 'wildcard';
  return privateUse().check(host, family) ? 'private' : 'public';
}

function loopback(): BlockList {
  const list = new BlockList();
  list.addSubnet('127.0.0.0', 8, 'ipv4');
  list.addAddress('::1', 'ipv6');
  return list;
}

function wildcard(): BlockList {
  const list = new BlockList();
  list.addAddress('0.0.0.0', 'ipv4');
  list.addAddress('::', 'ipv6');
  return list;
}

/** RFC 1918, RFC 6598, RFC 3927, RFC 4193 and RFC 4291. */
function privateUse(): BlockList {
  const list = new BlockList();
  list.addSubnet('10.0.0.0', 8, 'ipv4');
  list.addSubnet('172.16.0.0', 12, 'ipv4');
  list.addSubnet('192.168.0.0', 16, 'ipv4');
  list.addSubnet('100.64.0.0', 10, 'ipv4');
  list.addSubnet('169.254.0.0', 16, 'ipv4');
  list.addSubnet('fc00::', 7, 'ipv6');
  list.addSubnet('fe80::', 10, 'ipv6');
  return list;
}
