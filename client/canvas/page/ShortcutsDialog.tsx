import { Dialog } from '../../ui/Dialog.tsx'
import { useMay } from '../may.ts'
import styles from './ShortcutsDialog.module.css'

const isApple = /mac|iphone|ipad/iu.test(navigator.userAgent)
const command = isApple ? '⌘' : 'Ctrl'

/** A key and what it does; `edit` marks those that change the board. */
type Shortcut = readonly [key: string, what: string, needs?: 'edit']

const GROUPS: readonly { title: string; keys: readonly Shortcut[] }[] = [
  {
    title: 'Cards',
    keys: [
      ['Enter', 'Open the selected card'],
      ['Tab', 'Next field; Shift and Tab, the one before'],
      ['Escape', 'Close the card'],
      [`${command} V`, 'Paste a list onto a zone or a card: a card for each line', 'edit'],
      ['L', 'Link to another card', 'edit'],
      ['Arrows', 'Move the card in its zone’s order', 'edit'],
    ],
  },
  {
    title: 'Tools',
    keys: [
      ['V', 'Select'],
      ['H', 'Move the board; hold Space for a moment of it'],
      ['N', 'Note', 'edit'],
      ['T', 'Text', 'edit'],
      ['D', 'Draw', 'edit'],
      ['A', 'Arrow', 'edit'],
      ['R, O', 'Rectangle, ellipse', 'edit'],
      ['E', 'Eraser', 'edit'],
    ],
  },
  {
    title: 'Everything',
    keys: [
      [`${command} Z`, 'Undo your last change, never that of others', 'edit'],
      [`${command} Shift Z`, 'Redo', 'edit'],
      [`${command} C`, 'Copy'],
      [`${command} X, V`, 'Cut, paste', 'edit'],
      [`${command} D`, 'Duplicate', 'edit'],
      ['Delete', 'Delete; the cards of a zone stay', 'edit'],
      ['Tab', 'Select the next shape'],
      [`${command} A`, 'Select all'],
    ],
  },
  {
    title: 'View',
    keys: [
      ['Shift 1', 'The whole board'],
      ['Shift 2', 'The selection'],
      ['Shift 0', 'Full size'],
      ['+, −', 'Nearer, farther'],
      ['?', 'These shortcuts'],
    ],
  },
]

/** The keys of the board on one sheet: those that do something for whoever looks. */
export default function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const mayEdit = useMay('board.edit')
  const groups = GROUPS.map(({ title, keys }) => ({
    title,
    keys: keys.filter(([, , needs]) => mayEdit || needs === undefined),
  }))
  return (
    <Dialog open onOpenChange={onClose} title="Shortcuts" wide>
      <div className={styles['groups']}>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3 className={styles['title']}>{title}</h3>
            <dl className={styles['keys']}>
              {keys.map(([key, what]) => (
                <div key={`${key} ${what}`}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
