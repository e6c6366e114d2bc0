import { BASE_PATH } from '../api/basePath.ts'
import { Button, buttonClass } from '../ui/Button.tsx'

/** What can be done where a page, or what it is there for, has stopped. `advised`: whether reloading is the best of it. */
export function ReloadActs({ advised }: { advised: boolean }) {
  return (
    <>
      <Button look={advised ? 'primary' : 'plain'} onClick={() => location.reload()}>
        Reload the page
      </Button>
      <a className={buttonClass('plain')} href={`${BASE_PATH}/`}>
        All boards
      </a>
    </>
  )
}
