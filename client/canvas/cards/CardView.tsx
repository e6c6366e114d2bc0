import { useEditor, useValue } from '@tldraw/tldraw'
import type { CardShape } from '../../../shared/board/schema.ts'
import { cardName, cardTitle } from '../../../shared/templates/cardTitle.ts'
import { fitsFilter } from '../filter/cardFilter.ts'
import { sceneOf } from '../scene.ts'
import { cardText } from './cardText.ts'
import { isFar } from './detail.ts'
import { CardImage } from './CardImage.tsx'
import { FindingSign, gravest } from './FindingSign.tsx'
import { KindMark } from './KindMark.tsx'
import { outlinePath } from './outlinePath.ts'
import styles from './Card.module.css'

/** A card as it lies on the board. Its texts are broken into lines by the same rule that estimates its height. */
export function CardView({ shape }: { shape: CardShape }) {
  const editor = useEditor()
  const far = useValue('far', () => isFar(editor), [editor])
  const isHeld = useValue(
    'held',
    () => editor.isIn('select.translating') && editor.getSelectedShapeIds().includes(shape.id),
    [editor, shape.id],
  )
  const findings = useValue('findings of a card', () => sceneOf(editor).findings.get().get(shape.id), [
    editor,
    shape.id,
  ])
  const writers = useValue('writers of a card', () => sceneOf(editor).writers.get().get(shape.id), [editor, shape.id])
  const isDimmed = useValue('dimmed', () => fitsFilter(sceneOf(editor).filter.get(), shape.props) === false, [
    editor,
    shape.props,
  ])
  const text = cardText(shape.props)
  const outline = far ? null : outlinePath(text.kind?.outline ?? 'plain', shape.props.w, shape.props.h)
  const finding = findings === undefined ? null : gravest(findings)
  const sign = finding !== null && (
    <span className={styles['finding']}>
      <FindingSign severity={finding} />
      <span className={styles['hidden']}>{findings?.map(({ message }) => message).join(' ')}</span>
    </span>
  )

  return (
    <div
      className={styles['card']}
      role="group"
      aria-label={cardName(text.kind, shape.props.fields)}
      data-side={text.side}
      data-suggested={text.isSuggested || undefined}
      data-held={isHeld || undefined}
      data-far={far || undefined}
      data-dimmed={isDimmed || undefined}
      style={outline === null ? {} : { clipPath: `path('${outline}')` }}
    >
      {isDimmed && <span className={styles['hidden']}>Not among those looked for.</span>}
      {far ? (
        <div className={styles['farTitle']}>
          {sign}
          {cardTitle(text.kind, shape.props.fields)}
        </div>
      ) : (
        <>
          <div className={styles['head']}>
            <KindMark kind={text.kind} />
            <span className={styles['kind']}>
              {text.heading}
              {text.isSuggested && <span className={styles['suggested']}> suggested</span>}
            </span>
            {sign}
          </div>
          {text.lead.length > 0 ? (
            <div className={styles['lead']}>{text.lead.join('\n')}</div>
          ) : (
            <div className={styles['question']}>{text.question.join('\n')}</div>
          )}
          {text.image !== null && <CardImage source={text.image} />}
          {text.details.length > 0 && (
            <div className={styles['details']}>
              {text.details.map(({ field, label, lines }) => (
                <div key={field} className={styles['detail']}>
                  <span className={styles['label']}>{label}</span>
                  {lines.join('\n')}
                </div>
              ))}
            </div>
          )}
        </>
      )}
      {outline !== null && (
        <svg className={styles['outline']} aria-hidden>
          <path d={outline} />
        </svg>
      )}
      {writers !== undefined && <div className={styles['writers']}>{writersText(writers)}</div>}
    </div>
  )
}

function writersText(names: readonly string[]): string {
  const [first, second, ...more] = names
  if (second === undefined) return `${first} is writing`
  return more.length === 0
    ? `${first} and ${second} are writing`
    : `${first} and ${names.length - 1} others are writing`
}
