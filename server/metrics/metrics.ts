import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { RequestCounts } from '../http/requestCounts.ts'
import type { DiskUsageReport } from '../storage/diskUsage.ts'
import type { Traffic } from '../sync/traffic.ts'
import { durationsText } from './durationsText.ts'

/** What is told of. All of it is counted elsewhere, and only read when somebody asks. */
export interface Measured {
  rooms: { readonly openBoards: number; readonly openSockets: number; readonly traffic: Traffic }
  requests: RequestCounts
  diskUsage(): Promise<DiskUsageReport>
}

/** The figures of a running server in the text form of Prometheus. */
export class Metrics {
  /** What whoever asks has to know. */
  readonly token: string
  readonly #registry = new Registry()
  readonly #traffic: Traffic

  constructor(token: string, { rooms, requests, diskUsage }: Measured) {
    this.token = token
    const registers = [this.#registry]
    const { traffic } = rooms
    this.#traffic = traffic
    // Of the process: memory, processor, event loop, garbage collection.
    collectDefaultMetrics({ register: this.#registry })
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read())
        },
      })
    const counter = (name: string, help: string, read: () => number) =>
      new Counter({
        name,
        help,
        registers,
        collect() {
          this.reset()
          this.inc(read())
        },
      })
    gauge('betwixt_rooms', 'Boards that are in memory', () => rooms.openBoards)
    gauge('betwixt_sockets', 'Sockets that are open', () => rooms.openSockets)
    counter('betwixt_frames_in_total', 'Messages that sockets brought', () => traffic.framesIn)
    counter('betwixt_frames_out_total', 'Messages that were handed to sockets', () => traffic.framesOut)
    counter('betwixt_bytes_in_total', 'Bytes of messages that sockets brought', () => traffic.bytesIn)
    counter('betwixt_bytes_out_total', 'Bytes of messages that were written to sockets', () => traffic.bytesOut)
    new Counter({
      name: 'betwixt_frames_refused_total',
      help: 'Messages that were refused, by the reason',
      labelNames: ['reason'],
      registers,
      collect() {
        this.reset()
        for (const [reason, count] of traffic.refused) this.inc({ reason }, count)
      },
    })
    new Counter({
      name: 'betwixt_http_requests_total',
      help: 'Requests that were answered, by the pattern of the route',
      labelNames: ['method', 'route', 'status'],
      registers,
      collect() {
        this.reset()
        for (const { method, route, status, count } of requests.all()) this.inc({ method, route, status }, count)
      },
    })
    new Gauge({
      name: 'betwixt_storage_bytes',
      help: 'What the data takes on the disk; folders of files as of at most ten minutes ago',
      labelNames: ['part'],
      registers,
      async collect() {
        for (const [part, bytes] of (await diskUsage()).parts) this.set({ part }, bytes)
      },
    })
    new Gauge({
      name: 'betwixt_storage_free_bytes',
      help: 'What is left on the disk of the data',
      registers,
      async collect() {
        this.set((await diskUsage()).free)
      },
    })
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  async text(): Promise<string> {
    const { commit, fanout } = this.#traffic
    return [
      await this.#registry.metrics(),
      durationsText('betwixt_flush_duration_seconds', 'From handing changes to storage until they are on disk', commit),
      durationsText(
        'betwixt_fanout_duration_seconds',
        'From taking a change until it is written to the other sockets of its board',
        fanout,
      ),
    ].join('\n')
  }
}
