import type { ReactElement } from 'react'
import { Menu, MenuChoice, MenuItem, MenuLine, MenuOption } from './Menu.tsx'
import type { MenuEntry } from './menuEntry.ts'

/** The menu of a `MenuButton`, open from the start; a chunk of its own. */
export default function OpenedMenu({ trigger, entries }: { trigger: ReactElement; entries: readonly MenuEntry[] }) {
  return (
    <Menu trigger={trigger} defaultOpen>
      {entries.map((entry) => (
        <Entry key={entry.type === 'line' ? entry.id : entry.label} entry={entry} />
      ))}
    </Menu>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.type) {
    case 'act':
      return (
        <MenuItem icon={entry.icon} onSelect={entry.onSelect}>
          {entry.label}
        </MenuItem>
      )
    case 'choice':
      return (
        <MenuChoice label={entry.label} value={entry.value} onChoose={entry.onChoose}>
          {entry.options.map(({ value, label }) => (
            <MenuOption key={value} value={value}>
              {label}
            </MenuOption>
          ))}
        </MenuChoice>
      )
    case 'line':
      return <MenuLine />
  }
}
