import { Check } from 'lucide-react'
import { findTemplate } from '../../../shared/templates/index.ts'
import type { TemplateReading } from '../../../shared/templates/template.ts'
import styles from './Panel.module.css'

/** How a session with a template goes, and what each step of it still lacks. */
export function Steps({ reading: { template, title, findings } }: { reading: TemplateReading }) {
  const steps = findTemplate(template)?.steps ?? []
  if (steps.length === 0) return null
  const openIn = (checks: readonly string[]) => findings.filter(({ rule }) => checks.includes(rule)).length
  return (
    <details className={styles['steps']}>
      <summary>{title}, step by step</summary>
      <ol>
        {steps.map(({ id, title: step, prompt, checks }) => {
          const open = openIn(checks)
          return (
            <li key={id}>
              <div className={styles['stepHead']}>
                <span className={styles['stepTitle']}>{step}</span>
                {checks.length > 0 && (
                  <span className={styles['quiet']}>
                    {open === 0 ? (
                      <>
                        <Check size={16} aria-hidden /> nothing open
                      </>
                    ) : (
                      `${open} open`
                    )}
                  </span>
                )}
              </div>
              <p className={styles['nextStep']}>{prompt}</p>
            </li>
          )
        })}
      </ol>
    </details>
  )
}
