// Runs before the first paint, so that a dark page never flashes white. A file of its own, because the content
// security policy allows no inline script; client/app/theme.ts knows the same key and the same two papers.
;(function () {
  let stored = null
  try {
    stored = localStorage.getItem('betwixt:theme')
  } catch {
    // Storage is refused (private window, blocked cookies): the system's choice is used.
  }
  const dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#161716' : '#f5f4f1')
})()
