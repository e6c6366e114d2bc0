/** What TLS would add where the page came without it; null where there is nothing to add. */
export function tlsSentence({ protocol, hostname }: Pick<Location, 'protocol' | 'hostname'>): string | null {
  const isLoopback = hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'
  if (protocol !== 'http:' || isLoopback) return null
  return 'This address is plain http: everything works, but whoever shares the network could read along, and browsers let pages copy images and install themselves only over https. A proxy with TLS in front of Betwixt adds that.'
}
