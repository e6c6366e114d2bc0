import { useEffect, useId, useRef } from 'react'
import { ASSET_TYPES } from '../../shared/api/assetTypes.ts'
import { API_LIMITS } from '../../shared/api/limits.ts'
import { Button } from '../ui/Button.tsx'
import styles from './PostPage.module.css'

/** A picture to go with a post: a screenshot, a chart, a whiteboard that somebody photographed. */
export function ImageChoice({
  image,
  error,
  onChoose,
}: {
  image: File | null
  error: string | undefined
  onChoose(image: File | null): void
}) {
  const id = useId()
  const problem =
    image !== null && image.size > API_LIMITS.assetBytes ? 'An image has at most 20 MB. Choose a smaller one.' : error
  return (
    <div className={styles['image']}>
      <label className={styles['legend']} htmlFor={id}>
        Image
      </label>
      <input
        id={id}
        type="file"
        accept={ASSET_TYPES.join(',')}
        // A file field shows what it holds, and holds nothing once it was sent.
        key={image === null ? 'none' : 'one'}
        className={image === null ? styles['file'] : styles['hidden']}
        aria-describedby={problem === undefined ? undefined : `${id}-error`}
        onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
      />
      {image !== null && (
        <div className={styles['preview']}>
          <Preview image={image} />
          <span className={styles['fileName']}>{image.name}</span>
          <Button small onClick={() => onChoose(null)}>
            Remove
          </Button>
        </div>
      )}
      {problem !== undefined && (
        <p id={`${id}-error`} className={styles['problem']}>
          {problem}
        </p>
      )}
    </div>
  )
}

function Preview({ image }: { image: File }) {
  const shown = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const url = URL.createObjectURL(image)
    if (shown.current !== null) shown.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [image])
  return <img ref={shown} alt="" />
}
