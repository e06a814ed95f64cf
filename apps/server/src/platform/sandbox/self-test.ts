import type { PythonProcess } from './python-process.ts'

/** Each attempt returns normally when it escaped; what is contained raises. `/proc/1` must be the sandbox's own. */
const ATTEMPTS = `
import os, socket, subprocess

def read_host_file():
    open("/etc/passwd").read()

def write_data():
    open("/data/planted", "w").write("x")

def write_system():
    open("/usr/planted", "w").write("x")

def use_network():
    with socket.socket() as s:
        s.settimeout(1)
        s.connect(("127.0.0.1", int(os.environ.get("PORT", "22"))))

def list_home():
    if not os.listdir("/home"):
        raise OSError

def see_host_processes():
    if len([p for p in os.listdir("/proc") if p.isdigit()]) < 10:
        raise OSError

def inherit_environment():
    if not any(name in os.environ for name in ("DATABASE_URL", "ENCRYPTION_KEY", "USER", "LOGNAME")):
        raise OSError

def allocate_memory():
    bytearray(3 << 30)

escaped = []
for attempt in (read_host_file, write_data, write_system, use_network, list_home, see_host_processes, inherit_environment, allocate_memory):
    try:
        attempt()
        escaped.append(attempt.__name__)
    except BaseException:
        pass
pd.DataFrame({"escaped": escaped})
`

/** Lets a worker try to leave its sandbox; returns the names of the attempts that succeeded. */
export async function escapedFrom(process: PythonProcess): Promise<string[]> {
  const reply = await process.run({ code: ATTEMPTS, tables: [], maxRows: 100, signal: AbortSignal.timeout(20_000) })
  if (!reply.ok) throw new Error(reply.detail)
  return reply.result.rows.map(([name]) => String(name))
}
