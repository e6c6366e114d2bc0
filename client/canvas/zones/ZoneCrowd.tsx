import { useEditor, useValue } from '@tldraw/tldraw'
import type { ZoneShape } from '../../../shared/board/schema.ts'
import { findZone } from '../../../shared/templates/index.ts'
import { isFar } from '../cards/detail.ts'
import { crowdWords } from './crowdWords.ts'
import { cardsOfZone } from './zoneCards.ts'
import styles from './ZoneCrowd.module.css'

/** What stands beside a zone's title once it has more cards than it is good for. */
export function ZoneCrowd({ shape }: { shape: ZoneShape }) {
  const editor = useEditor()
  const { template, zone } = shape.props
  const words = useValue(
    'what a zone says of many cards',
    () => {
      const capacity = findZone(template, zone)?.capacity
      if (capacity === undefined || isFar(editor)) return null
      return crowdWords(cardsOfZone(editor, shape.id).length, capacity)
    },
    [editor, shape.id, template, zone],
  )
  return words === null ? null : <p className={styles['crowd']}>{words}</p>
}
