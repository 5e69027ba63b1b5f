/** What kind of address a server listens on. */
import { BlockList, SocketAddress } from 'node:net';

export type Reach = 'loopback' | 'wildcard' | 'private' | 'public' | 'name';

/** `name`: a host name, of which only the resolver knows where it leads; `localhost` is loopback by standard (RFC 6761). */
export function reachOf(host: string): Reach {
  const address = addressOf(host);
  if (!address) return /^(.*\.)?localhost$/i.test(host) ? 'loopback' : 'name';
  if (loopback().check(address)) return 'loopback';
  if (wildcard().check(address)) return 'wildcard';
  return privateUse().check(address) ? 'private' : 'public';
}

/** A zone, such as `%eth0`, does not change what kind an address is of. */
const ZONE = /%[0-9a-zA-Z.:-]+$/;

/** Undefined for what is none. The pattern by which Node tells an IPv6 address takes a process ten milliseconds when it is first used. */
function addressOf(host: string): SocketAddress | undefined {
  const family = host.includes(':') ? 'ipv6' : 'ipv4';
  if (family === 'ipv4' && !/^[\d.]+$/.test(host)) return undefined;
  try {
    return new SocketAddress({ address: family === 'ipv6' ? host.replace(ZONE, '') : host, family });
  } catch {
    return undefined;
  }
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
