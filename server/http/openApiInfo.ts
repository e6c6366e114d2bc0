/** The head of the API's description, where the product lies under this path. */
export const openApiInfo = (basePath: string) => ({
  openapi: '3.1.0',
  servers: [{ url: basePath === '' ? '/' : basePath }],
  info: {
    title: 'Betwixt',
    version: '1',
    description:
      'Boards, cards, readings and decision records of one workspace. Times are ISO 8601 in UTC, ids opaque, unknown fields are refused. Errors are problem details (RFC 9457) with a stable `code`. On this machine no key is needed unless one is set; elsewhere send the workspace key as a bearer token, or the cookie that signing in or a link gave.',
  },
})
