import { Dialog } from '../../ui/Dialog.tsx'
import styles from './ShortcutsDialog.module.css'

const isApple = /mac|iphone|ipad/iu.test(navigator.userAgent)
const command = isApple ? '⌘' : 'Ctrl'

const GROUPS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Cards',
    keys: [
      ['Enter', 'Open the selected card'],
      ['Tab', 'Next field; Shift and Tab, the one before'],
      ['Escape', 'Close the card'],
      [`${command} V`, 'Paste a list onto a zone or a card: a card for each line'],
      ['L', 'Link to another card'],
      ['Arrows', 'Move the card in its zone’s order'],
    ],
  },
  {
    title: 'Tools',
    keys: [
      ['V', 'Select'],
      ['H', 'Move the board; hold Space for a moment of it'],
      ['N', 'Note'],
      ['T', 'Text'],
      ['D', 'Draw'],
      ['A', 'Arrow'],
      ['R, O', 'Rectangle, ellipse'],
      ['E', 'Eraser'],
    ],
  },
  {
    title: 'Everything',
    keys: [
      [`${command} Z`, 'Undo your last change, never that of others'],
      [`${command} Shift Z`, 'Redo'],
      [`${command} C, X, V`, 'Copy, cut, paste'],
      [`${command} D`, 'Duplicate'],
      ['Delete', 'Delete; the cards of a zone stay'],
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

/** The keys of the board on one sheet. */
export default function ShortcutsDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog open onOpenChange={onClose} title="Shortcuts" wide>
      <div className={styles['groups']}>
        {GROUPS.map(({ title, keys }) => (
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
