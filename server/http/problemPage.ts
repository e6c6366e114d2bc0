import type { Problem } from '../../shared/api/problem.ts'

/**
 * A refusal as a page, for people who opened an address by hand or were sent back to it; pages of the client tell theirs
 * themselves. It loads nothing: whoever gets it may not be let in to anything else.
 */
export function problemPage({ status, detail }: Problem, basePath: string): Response {
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Betwixt</title>
<style>
  :root { color-scheme: light dark; --paper: #f5f4f1; --raised: #fff; --ink: #1c1c1a }
  @media (prefers-color-scheme: dark) { :root { --paper: #161716; --raised: #1f2020; --ink: #f1f0ec } }
  body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
    font: 18px/1.5 'Atkinson Hyperlegible Next Variable', system-ui, sans-serif }
  main { box-sizing: border-box; width: min(480px, 100% - 32px); padding: 32px; border-radius: 8px; background: var(--raised);
    box-shadow: 0 8px 32px rgb(0 0 0 / 0.16) }
  h1 { display: flex; align-items: center; gap: 12px; margin: 0; font-size: 28px; line-height: 1.2 }
  p { margin: 24px 0; text-wrap: pretty; overflow-wrap: anywhere }
  a { display: inline-block; padding: 8px 16px; border-radius: 4px; background: var(--ink); color: var(--paper);
    font-weight: 600; text-decoration: none }
  a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px }
</style>
<main>
<h1><svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true"><path fill="#f2ab1d" d="M2 3h5a13 13 0 0 1 0 26H2z"/><path fill="#3d8fd9" d="M30 3h-5a13 13 0 0 0 0 26h5z"/><path fill="#5f9e4e" d="M16 6.62a13 13 0 0 1 0 18.76 13 13 0 0 1 0-18.76z"/></svg> Betwixt</h1>
<p>${escapeHtml(detail)}</p>
<a href="${basePath}/">Back to Betwixt</a>
</main>
`
  return new Response(html, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
