import path from 'node:path'
import { missingPrograms, type Proxy } from './proxy.ts'
import { adapted } from './snippet.ts'

/** Caddy, without its interface for administration, and with everything it keeps in the folder. */
export const caddy: Proxy = {
  name: 'caddy',
  missing: missingPrograms('caddy', 'openssl'),
  files: { whole: 'Caddyfile', subPath: 'Caddyfile-sub-path' },
  configure(file, { port, plainPort, serverPort }, folder) {
    const isPlain = file === 'Caddyfile-sub-path'
    const site = isPlain
      ? adapted(file, [
          ['127.0.0.1:3000', `127.0.0.1:${serverPort}`],
          ['\nexample.com {', `\nhttp://localhost:${port} {`],
        ])
      : adapted(file, [
          ['127.0.0.1:3000', `127.0.0.1:${serverPort}`],
          ['\nboards.example.com {', `\nhttps://localhost:${port} {`],
          ['# tls /etc', 'tls /etc'],
          ['/etc/ssl/boards.example.com', path.join(folder, 'site')],
        ])
    const ports = isPlain
      ? [`http_port ${port}`, `https_port ${plainPort}`]
      : [`http_port ${plainPort}`, `https_port ${port}`]
    const options = ['{', 'admin off', 'skip_install_trust', ...ports, 'servers {\nprotocols h1 h2\n}', '}\n'].join(
      '\n',
    )
    const config = path.join(folder, 'Caddyfile')
    return {
      config: { Caddyfile: options + site },
      args: ['run', '--config', config, '--adapter', 'caddyfile'],
      env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    }
  },
}
