import path from 'node:path'
import { missingPrograms, type Proxy } from './proxy.ts'
import { adapted } from './snippet.ts'

/** nginx, as one process in the foreground that keeps everything in the folder. */
export const nginx: Proxy = {
  name: 'nginx',
  missing: missingPrograms('nginx', 'openssl'),
  files: { whole: 'nginx.conf', subPath: 'nginx-sub-path.conf' },
  configure(file, { port, plainPort, serverPort, faster }, folder) {
    const common = [
      ['127.0.0.1:3000', `127.0.0.1:${serverPort}`],
      ['_timeout 60s', `_timeout ${60_000 / faster}ms`],
    ] as const
    const site =
      file === 'nginx-sub-path.conf'
        ? `server {\nlisten 127.0.0.1:${port};\nserver_name localhost;\n${adapted(file, common)}}\n`
        : adapted(file, [
            ...common,
            ['listen 80;', `listen 127.0.0.1:${plainPort};`],
            ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
            ['/etc/ssl/boards.example.com', path.join(folder, 'site')],
            ['https://boards.example.com$', `https://localhost:${port}$`],
            ['server_name boards.example.com', 'server_name localhost'],
          ])
    const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`)
    const main = [
      'daemon off;',
      'master_process off;',
      'pid nginx.pid;',
      'error_log stderr error;',
      'events {}',
      `http {\naccess_log off;\n${kept.join('\n')}\ninclude site.conf;\n}`,
    ].join('\n')
    const args = ['-p', folder, '-c', path.join(folder, 'main.conf'), '-e', 'stderr']
    return { config: { 'main.conf': main, 'site.conf': site }, args, env: {} }
  },
}
