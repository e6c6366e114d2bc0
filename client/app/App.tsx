import { lazy, Suspense } from 'react'
import { Route, Router, Switch, useLocation } from 'wouter'
import { Gate } from '../access/Gate.tsx'
import { BASE_PATH } from '../api/basePath.ts'
import { HomePage } from '../home/HomePage.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { LinkExpired, PageNotFound } from './NotFound.tsx'
import { Providers } from './Providers.tsx'
import { Shell } from './Shell.tsx'
import { Waiting } from './Waiting.tsx'

// The canvas and the document library are many times the size of the home page, which must not wait for them.
const boardPage = () => import('../board/BoardPage.tsx')
const BoardPage = lazy(boardPage)
const PostPage = lazy(() => import('../post/PostPage.tsx'))
const TrashPage = lazy(() => import('../home/TrashPage.tsx'))
const RecordsPage = lazy(() => import('../records/RecordsPage.tsx'))
const WorkspacePage = lazy(() => import('../workspace/WorkspacePage.tsx'))
const RecordPage = lazy(() => import('../records/RecordPage.tsx'))

// It is the largest by far, and need not wait until the server has said who this is.
if (location.pathname.startsWith(`${BASE_PATH}/b/`)) boardPage().catch(() => undefined)

/** The pages by their addresses. */
export function App() {
  return (
    <ErrorBoundary>
      <Providers>
        <Router base={BASE_PATH}>
          <Pages />
        </Router>
      </Providers>
    </ErrorBoundary>
  )
}

function Pages() {
  const [location] = useLocation()
  return (
    // Keyed, so that a page that broke stays behind when one goes to another.
    <ErrorBoundary key={location}>
      <Switch>
        <Route path="/b/:boardId">
          {({ boardId }) => (
            <Gate offline>
              <Suspense fallback={<Waiting />}>
                <BoardPage key={boardId} boardId={boardId} />
              </Suspense>
            </Gate>
          )}
        </Route>
        <Route path="/post/:boardId">
          {({ boardId }) => (
            <Gate>
              <Suspense fallback={<Waiting />}>
                <PostPage key={boardId} boardId={boardId} />
              </Suspense>
            </Gate>
          )}
        </Route>
        <Route>
          <Suspense fallback={<Shell>{null}</Shell>}>
            <ShellPages />
          </Suspense>
        </Route>
      </Switch>
    </ErrorBoundary>
  )
}

function ShellPages() {
  return (
    <Switch>
      <Route path="/">
        <Gate>
          <HomePage />
        </Gate>
      </Route>
      <Route path="/trash">
        <Gate>
          <TrashPage />
        </Gate>
      </Route>
      <Route path="/workspace">
        <Gate>
          <WorkspacePage />
        </Gate>
      </Route>
      <Route path="/records">
        <Gate>
          <RecordsPage />
        </Gate>
      </Route>
      <Route path="/records/:recordId">
        {({ recordId }) => (
          <Gate>
            <RecordPage key={recordId} recordId={recordId} />
          </Gate>
        )}
      </Route>
      <Route path="/join/:token">
        <LinkExpired />
      </Route>
      <Route>
        <PageNotFound />
      </Route>
    </Switch>
  )
}
