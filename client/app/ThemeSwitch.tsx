import { Monitor, Moon, Sun } from 'lucide-react'
import { MenuButton } from '../ui/MenuButton.tsx'
import { useTheme, type ThemeChoice } from './theme.ts'

const CHOICES = [
  { value: 'system', label: 'As this device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const satisfies readonly { value: ThemeChoice; label: string }[]

/** Light, dark, or as the device is set. */
export function ThemeSwitch() {
  const { theme, choice, choose } = useTheme()
  const Sign = choice === 'system' ? Monitor : theme === 'dark' ? Moon : Sun
  return (
    <MenuButton
      label="Theme"
      square
      entries={[
        {
          type: 'choice',
          label: 'Theme',
          value: choice,
          options: CHOICES,
          onChoose: (chosen) => choose(CHOICES.find(({ value }) => value === chosen)?.value ?? 'system'),
        },
      ]}
    >
      <Sign aria-hidden />
    </MenuButton>
  )
}
