import { join } from 'node:path'
import type { PythonProcess } from './python-process.ts'
import { WORKER_FOLDER } from './sandbox-driver.ts'

/** Each attempt returns normally when it escaped; what is contained raises. */
const ATTEMPTS = `
import ctypes, os, socket, subprocess

def read_a_host_file():
    open("/etc/passwd").read()

def write_its_data():
    open(os.path.join(folder, "planted"), "w").write("x")

def write_the_system():
    open("/usr/planted", "w").write("x")

def connect_by_tcp():
    with socket.socket() as s:
        s.settimeout(1)
        s.connect(("127.0.0.1", 22))

def make_a_unix_socket():
    socket.socket(socket.AF_UNIX).close()

def send_by_udp():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.sendto(b"x", ("127.0.0.1", 9))

def list_homes():
    os.listdir("/home")

def list_processes():
    if len([p for p in os.listdir("/proc") if p.isdigit()]) < 10:
        raise OSError

def inherit_the_environment():
    if not any(name in os.environ for name in ("DATABASE_URL", "ENCRYPTION_KEY", "USER", "LOGNAME")):
        raise OSError

def start_a_process():
    if os.fork() == 0:
        os._exit(0)

def run_a_program():
    subprocess.run(["/bin/true"], check=True)

def signal_its_parent():
    os.kill(os.getppid() or 1, 0)

def share_memory():
    os.memfd_create("x")

def trace():
    if ctypes.CDLL(None).ptrace(0, 0, 0, 0) != 0:
        raise OSError

def allocate_memory():
    bytearray(3 << 30)

escaped = []
folder = os.path.dirname(file_path)
for attempt in (read_a_host_file, write_its_data, write_the_system, connect_by_tcp, make_a_unix_socket, send_by_udp,
                list_homes, list_processes, inherit_the_environment, start_a_process, run_a_program, signal_its_parent,
                share_memory, trace, allocate_memory):
    try:
        attempt()
        escaped.append(attempt.__name__)
    except BaseException:
        pass
pd.DataFrame({"escaped": escaped})
`

/** Any readable file: the attempts need to know where their data stand. */
const BAIT = { path: join(WORKER_FOLDER, 'worker.py'), extension: '.txt' }

/** Lets a worker try to leave its sandbox; returns the names of the attempts that succeeded. */
export async function escapedFrom(process: PythonProcess): Promise<string[]> {
  const reply = await process.run({
    code: ATTEMPTS,
    tables: [],
    file: BAIT,
    maxRows: 100,
    explain: false,
    signal: AbortSignal.timeout(20_000),
  })
  if (!reply.ok || reply.result === null) throw new Error(reply.ok ? 'no result' : reply.detail)
  return reply.result.rows.map(([name]) => String(name))
}
