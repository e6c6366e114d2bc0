import { useEditor, useValue } from '@tldraw/tldraw'
import { Filter, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { findTemplate } from '../../../shared/templates/index.ts'
import { Button } from '../../ui/Button.tsx'
import { EVENTS_KEPT } from '../keptFromCanvas.ts'
import { sceneOf } from '../scene.ts'
import { fitsFilter, isFiltering, NO_FILTER } from './cardFilter.ts'
import { cardsOf } from './cardsOf.ts'
import { FilterForm } from './FilterForm.tsx'
import styles from './Filter.module.css'

/** Over the canvas, where a template of the board has filters: what is looked for, and how much of the board it is. */
export function FilterPanel() {
  const editor = useEditor()
  const isOffered = useValue(
    'filters are offered',
    () =>
      sceneOf(editor)
        .readings.get()
        .some(({ template }) => findTemplate(template)?.filters !== undefined),
    [editor],
  )
  return isOffered ? <Panel /> : null
}

function Panel() {
  const editor = useEditor()
  const [isOpen, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const isCardOpen = useValue('a card is open', () => editor.getEditingShapeId() !== null, [editor])
  const isOn = useValue('filtering', () => isFiltering(sceneOf(editor).filter.get()), [editor])
  useClosedFromOutside(place, isOpen, () => setOpen(false))
  const close = () => {
    setOpen(false)
    place.current?.querySelector('button')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // The canvas must not take letters for its shortcuts.
    event.stopPropagation()
    if (event.key === 'Escape' && isOpen) close()
  }
  return (
    // The listeners only keep the canvas below from taking what is meant for the filter.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={place}
      className={styles['panel']}
      data-card-open={isCardOpen || undefined}
      {...EVENTS_KEPT}
      onKeyDown={onKeyDown}
    >
      <div className={styles['bar']}>
        <Button small look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Filter aria-hidden />
          Filter
        </Button>
        {isOn && (
          <>
            <Count />
            <Button small look="quiet" onClick={() => sceneOf(editor).filter.set(NO_FILTER)}>
              <X aria-hidden />
              Clear
            </Button>
          </>
        )}
      </div>
      {isOpen && <FilterForm onClose={close} />}
    </div>
  )
}

function Count() {
  const editor = useEditor()
  const text = useValue(
    'how many fit',
    () => {
      const filter = sceneOf(editor).filter.get()
      const fits = cardsOf(editor).flatMap((card) => fitsFilter(filter, card) ?? [])
      return `${fits.filter(Boolean).length} of ${fits.length}`
    },
    [editor],
  )
  return (
    // Not a status: the one of a board is whether it is saved.
    <span className={styles['count']} aria-live="polite">
      {text}
      <span className={styles['hidden']}> cards fit</span>
    </span>
  )
}

/** A click anywhere else puts an open form away. */
function useClosedFromOutside(
  place: { readonly current: HTMLElement | null },
  isOpen: boolean,
  close: () => void,
): void {
  const ref = useRef(close)
  useEffect(() => {
    ref.current = close
  })
  useEffect(() => {
    if (!isOpen) return
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && place.current?.contains(target) !== true) ref.current()
    }
    document.addEventListener('pointerdown', onPointerDown, { capture: true })
    return () => document.removeEventListener('pointerdown', onPointerDown, { capture: true })
  }, [isOpen, place])
}
