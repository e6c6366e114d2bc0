import type { Problem } from '../../shared/api/problem.ts'

/** A refusal as a page, for people who opened an address by hand; pages of the client tell theirs themselves. */
export function problemPage({ status, detail }: Problem, basePath: string): Response {
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Betwixt</title>
<style>
  :root { color-scheme: light dark }
  body { font: 18px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1.5rem }
</style>
<h1>Betwixt</h1>
<p>${escapeHtml(detail)}</p>
<p><a href="${basePath}/">To the boards</a></p>
</html>
`
  return new Response(html, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
