import { FullPage } from '../../app/FullPage.tsx'
import { Button } from '../../ui/Button.tsx'

/** Stands when a newer Betwixt has written to the board. Nothing more is written from here. */
export function ReloadNeeded() {
  return (
    <FullPage
      urgent
      heading={<h1>Betwixt has been updated</h1>}
      acts={
        <Button look="primary" onClick={() => location.reload()}>
          Reload the page
        </Button>
      }
    >
      <p>
        This board was changed by a newer version than this page is. Reload the page to go on; what you did that is not
        saved yet stays on this device and is sent then.
      </p>
    </FullPage>
  )
}
