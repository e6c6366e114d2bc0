import { Copy } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { copyText } from '../../ui/copyText.ts'
import styles from './ShareDialog.module.css'

/** The address of a link, to copy with one click or to scan. */
export function LinkField({ label, act, url, caption }: { label: string; act: string; url: string; caption: string }) {
  const field = useRef<HTMLInputElement>(null)
  const toast = useToast()
  // A phone that scanned this machine's own name for itself would look for the board on the phone.
  const isReachable = !isLoopback(new URL(url).hostname)
  const code = useQuery({
    queryKey: ['qr', url],
    queryFn: () => qrCode(url),
    staleTime: Infinity,
    enabled: isReachable,
  })
  const copy = async () => {
    if (await copyText(url)) toast({ text: 'Link copied.' })
    else {
      field.current?.select()
      toast({ text: 'The link is selected: copy it with Ctrl or Cmd and C.' })
    }
  }
  return (
    <div className={styles['share']}>
      <div className={styles['link']}>
        <TextField ref={field} label={label} readOnly value={url} onFocus={(event) => event.target.select()} />
        <Button look="primary" onClick={() => void copy()}>
          <Copy aria-hidden />
          {act}
        </Button>
      </div>
      {code.data !== undefined && (
        <figure className={styles['code']}>
          <svg
            viewBox={`0 0 ${code.data.size} ${code.data.size}`}
            role="img"
            aria-label={`QR code of the ${label.toLowerCase()}`}
          >
            <path d={code.data.path} />
          </svg>
          <figcaption>{caption}</figcaption>
        </figure>
      )}
    </div>
  )
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(hostname)
}

/** The modules of a QR code as one SVG path, with the quiet zone it needs. */
async function qrCode(url: string): Promise<{ size: number; path: string }> {
  const { create } = await import('qrcode')
  const { modules } = create(url, { errorCorrectionLevel: 'M' })
  const quiet = 4
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`
    }
  }
  return { size: modules.size + 2 * quiet, path }
}
