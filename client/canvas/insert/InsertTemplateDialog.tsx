import { useEditor } from '@tldraw/tldraw'
import { useState } from 'react'
import { findTemplate, templates } from '../../../shared/templates/index.ts'
import { tableSize } from '../../../shared/templates/tableSize.ts'
import type { Template } from '../../../shared/templates/template.ts'
import { planZones } from '../../design/planZones.ts'
import { TemplateGallery, type GalleryChoice } from '../../home/TemplateGallery.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { insertTemplate, type InsertPlace } from './insertTemplate.ts'
import styles from './InsertTemplateDialog.module.css'

const PLACES: readonly { id: InsertPlace; label: string }[] = [
  { id: 'beside', label: 'Beside what is there' },
  { id: 'page', label: 'On a new page' },
]

/** Those with something to put on a board. Known here, so that it works without the server. */
const insertable = templates.filter(({ zones }) => zones.length > 0)
const choices = insertable.map(choiceOf)

/** Chooses another template for the board that is open, and where on it. */
export default function InsertTemplateDialog({ onClose }: { onClose(): void }) {
  const editor = useEditor()
  const [chosen, setChosen] = useState(insertable[0]?.id)
  const [where, setWhere] = useState<InsertPlace>('beside')
  const submit = () => {
    const template = findTemplate(chosen ?? '')
    onClose()
    if (template !== undefined) insertTemplate(editor, template, where)
  }
  return (
    <FormDialog
      wide
      title="Add a template"
      description="Its zones come with what it starts with. Cards of different templates can be linked."
      submitLabel="Add to the board"
      busy={false}
      onSubmit={submit}
      onCancel={onClose}
    >
      <fieldset className={styles['places']}>
        <legend className={styles['legend']}>Where</legend>
        {PLACES.map(({ id, label }) => (
          <label key={id} className={styles['place']}>
            <input
              type="radio"
              name="where"
              className={styles['radio']}
              value={id}
              checked={id === where}
              onChange={() => setWhere(id)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <TemplateGallery choices={choices} chosen={chosen} onChoose={setChosen} />
    </FormDialog>
  )
}

function choiceOf(template: Template): GalleryChoice {
  const zones = template.zones.map((zone) => ({ ...zone, table: tableSize(template, zone) }))
  return { ...template, plan: planZones({ id: template.id, zones }) }
}
