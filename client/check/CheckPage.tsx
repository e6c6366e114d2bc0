import { Check, Info, LoaderCircle, X } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { PageHead } from '../app/PageHead.tsx'
import { Shell } from '../app/Shell.tsx'
import { Button } from '../ui/Button.tsx'
import { checks, type CheckResult } from './checks.ts'
import styles from './CheckPage.module.css'

const SIGNS: Readonly<Record<CheckResult['state'], { word: string; sign: ReactNode }>> = {
  good: { word: 'Works', sign: <Check aria-hidden /> },
  note: { word: 'Worth knowing', sign: <Info aria-hidden /> },
  bad: { word: 'Does not work', sign: <X aria-hidden /> },
}

/** Tells whether all that a board needs works between this browser and the server. Needs no right: one may not get that far. */
export default function CheckPage() {
  const [round, setRound] = useState(0)
  return (
    <Shell>
      <PageHead title="Does it work from here?">
        <Button onClick={() => setRound(round + 1)}>Check again</Button>
      </PageHead>
      <Results key={round} />
    </Shell>
  )
}

function Results() {
  const [results, setResults] = useState<Readonly<Record<string, CheckResult>>>({})
  useEffect(() => {
    let isHere = true
    for (const { id, run } of checks) {
      void run().then((result) => {
        if (isHere) setResults((before) => ({ ...before, [id]: result }))
      })
    }
    return () => {
      isHere = false
    }
  }, [])
  return (
    <ul className={styles['list']} aria-label="Checks">
      {checks.map(({ id, title }) => {
        const result = results[id]
        return (
          <li key={id} className={styles['item']} data-state={result?.state ?? 'running'}>
            <span className={styles['sign']}>
              {result === undefined ? <LoaderCircle aria-hidden /> : SIGNS[result.state].sign}
            </span>
            <div>
              <h2 className={styles['title']}>
                {title}
                <span className={styles['word']}>{result === undefined ? 'looking …' : SIGNS[result.state].word}</span>
              </h2>
              {result !== undefined && <p className={styles['sentence']}>{result.sentence}</p>}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
