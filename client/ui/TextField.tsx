import { useId, type ComponentProps, type ReactNode } from 'react'
import { classNames } from './classNames.ts'
import styles from './TextField.module.css'

interface FieldProps {
  label: string
  /** A quiet line under the label. */
  hint?: ReactNode
  /** Why the value cannot be taken; read out with the field. */
  error?: string | undefined
}

function Field({ id, label, hint, error, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <div className={styles['hint']} id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children}
      {error !== undefined && (
        <div className={styles['error']} id={`${id}-error`}>
          {error}
        </div>
      )}
    </div>
  )
}

function describe(id: string, hint: ReactNode, error: string | undefined) {
  const ids = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ')
  return { ...(ids === '' ? {} : { 'aria-describedby': ids }), 'aria-invalid': error !== undefined || undefined }
}

/** A labelled line of text. */
export function TextField({
  label,
  hint,
  error,
  className,
  ...rest
}: FieldProps & Omit<ComponentProps<'input'>, 'id'>) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        type="text"
        {...rest}
        {...describe(id, hint, error)}
        id={id}
        className={classNames(styles['input'], className)}
      />
    </Field>
  )
}

/** A labelled text of several lines; grows with its content where the browser can. */
export function TextArea({
  label,
  hint,
  error,
  className,
  ...rest
}: FieldProps & Omit<ComponentProps<'textarea'>, 'id'>) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <textarea
        rows={3}
        {...rest}
        {...describe(id, hint, error)}
        id={id}
        className={classNames(styles['input'], styles['area'], className)}
      />
    </Field>
  )
}

/** A labelled choice of one; the browser's own list, which works with every keyboard and phone. */
export function SelectField({
  label,
  hint,
  error,
  className,
  ...rest
}: FieldProps & Omit<ComponentProps<'select'>, 'id'>) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select
        {...rest}
        {...describe(id, hint, error)}
        id={id}
        className={classNames(styles['input'], styles['select'], className)}
      />
    </Field>
  )
}
