"""Ways out of a process, each a function that returns when it worked and raises when it was contained.

The sandbox's test suite sends this file as code into every isolating driver, and runs it once without any isolation:
there the attacks must work, or containing them would prove nothing. `TARGETS` (a dict) is put in front: paths, ports
and process ids that the test prepared for this run.
"""

import ctypes
import glob
import json
import mmap
import os
import resource
import socket
import struct
import subprocess
import sys
import threading

TARGETS: dict = globals().get("TARGETS", {})
libc = ctypes.CDLL(None, use_errno=True)


def check(result):
    """A C call that failed was contained."""
    if result is None or result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def syscall(number, *arguments):
    return check(libc.syscall(number, *arguments))


# Files of others


def read_a_secret():
    assert open(TARGETS["secret"]).read() == "secret"


def read_a_secret_by_raw_call():
    handle = syscall(257, -100, TARGETS["secret"].encode(), 0, 0)
    assert os.read(handle, 6) == b"secret"


def read_a_secret_by_openat2():
    handle = syscall(437, -100, TARGETS["secret"].encode(), struct.pack("QQQ", 0, 0, 0), 24)
    assert os.read(handle, 6) == b"secret"


def read_a_secret_through_a_link():
    link = os.path.join(TARGETS["scratch"], f"link-{os.getpid()}")
    os.symlink(TARGETS["secret"], link)
    assert open(link).read() == "secret"


def read_a_secret_through_a_hard_link():
    link = os.path.join(TARGETS["scratch"], f"hard-{os.getpid()}")
    os.link(TARGETS["secret"], link)
    assert open(link).read() == "secret"


def read_a_secret_by_climbing():
    path = os.path.join(TARGETS["slot"], *[".."] * 20, TARGETS["secret"].lstrip("/"))
    assert open(path).read() == "secret"


def read_a_secret_through_proc():
    assert open("/proc/self/root" + TARGETS["secret"]).read() == "secret"


def read_a_secret_by_mapping_it():
    with open(TARGETS["secret"], "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as mapped:
        assert mapped[:] == b"secret"


def read_a_secret_from_a_thread():
    found = []
    thread = threading.Thread(target=lambda: found.append(open(TARGETS["secret"]).read()))
    thread.start()
    thread.join()
    assert found == ["secret"]


def read_a_secret_by_pandas():
    import pandas

    assert len(pandas.read_csv(TARGETS["secret"], header=None)) == 1


def read_a_secret_by_arrow():
    from pyarrow import fs

    assert fs.LocalFileSystem().open_input_stream(TARGETS["secret"]).read() == b"secret"


def read_a_secret_by_numpy():
    import numpy

    assert bytes(numpy.fromfile(TARGETS["secret"], dtype="uint8")) == b"secret"


def list_a_foreign_folder():
    assert os.listdir(os.path.dirname(TARGETS["secret"]))


def find_other_slots():
    assert any(os.listdir(other) for other in glob.glob(os.path.join(os.path.dirname(TARGETS["slot"]), "*")))


def read_another_slot():
    assert open(os.path.join(TARGETS["other_slot"], "data.txt")).read() == "theirs"


def read_the_accounts():
    assert open("/etc/passwd").read()


def read_the_host_name_file():
    assert open("/etc/hostname").read()


def walk_the_homes():
    assert os.listdir("/home") is not None


def keep_an_inherited_descriptor():
    for number in range(3, 64):
        try:
            if os.pread(number, 6, 0) == b"secret":
                return
        except OSError:
            continue
    raise PermissionError


# Writing


def change_its_data():
    with open(TARGETS["data"], "ab") as file:
        file.write(b"x")


def replace_its_data():
    os.rename(TARGETS["data"], TARGETS["data"] + ".moved")
    os.rename(TARGETS["data"] + ".moved", TARGETS["data"])


def truncate_its_data():
    os.truncate(TARGETS["data"], os.path.getsize(TARGETS["data"]))


def plant_a_file_beside_its_data():
    with open(os.path.join(TARGETS["slot"], "planted"), "w") as file:
        file.write("x")


def write_a_foreign_file():
    with open(TARGETS["writable"], "a") as file:
        file.write("x")


def delete_a_foreign_file():
    os.unlink(TARGETS["deletable"])


def change_the_mode_of_a_foreign_file():
    os.chmod(TARGETS["writable"], 0o644)


def change_the_time_of_a_foreign_file():
    os.utime(TARGETS["writable"], (0, 0))


def mark_a_foreign_file():
    os.setxattr(TARGETS["writable"], "user.mark", b"x")


def write_the_libraries():
    with open(os.path.join(os.path.dirname(TARGETS["writable"]), "library.py"), "w") as file:
        file.write("x")


def leave_shared_memory_behind():
    with open(f"/dev/shm/datapilot-{os.getpid()}", "w") as file:
        file.write("x")
    if not os.path.exists(f"/dev/shm/datapilot-{os.getpid()}"):
        raise OSError


def make_a_pipe_file():
    os.mkfifo(os.path.join(TARGETS["scratch"], f"fifo-{os.getpid()}"))


# Network and neighbours


def connect_by_tcp():
    socket.create_connection(("127.0.0.1", TARGETS["tcp"]), 1).close()


def listen_by_tcp():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()


def send_by_udp():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", ("127.0.0.1", 9))


def connect_to_a_socket_file():
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(TARGETS["unix"])


def connect_to_an_abstract_socket():
    with socket.socket(socket.AF_UNIX) as client:
        client.connect("\0" + TARGETS["abstract"])


def make_a_socket_pair():
    one, other = socket.socketpair()
    one.close()
    other.close()


def ask_the_kernel_for_routes():
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).close()


def resolve_a_name():
    socket.getaddrinfo("localhost", 80)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.connect(("127.0.0.1", 53))


# Other processes


def fork_a_child():
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def fork_by_raw_call():
    child = syscall(57)
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def fork_by_vfork_clone():
    child = syscall(56, 17, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def run_a_program():
    subprocess.run(["/bin/true"], check=True)


def run_a_shell():
    assert os.system("true") == 0


def spawn_a_program():
    child = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(child, 0)


def signal_a_neighbour():
    os.kill(TARGETS["victim"], 0)


def signal_a_neighbour_by_descriptor():
    handle = syscall(434, TARGETS["victim"], 0)
    syscall(424, handle, 0, None, 0)


def signal_a_thread_of_a_neighbour():
    syscall(200, TARGETS["victim"], 0)


def read_the_environment_of_a_neighbour():
    assert b"HIDDEN=1" in open(f"/proc/{TARGETS['victim']}/environ", "rb").read()


def read_the_command_line_of_a_neighbour():
    assert open(f"/proc/{TARGETS['victim']}/cmdline", "rb").read()


def read_the_memory_of_a_neighbour():
    local = ctypes.create_string_buffer(8)
    iov = struct.pack("PN", ctypes.addressof(local), 8)
    remote = struct.pack("PN", 0, 0)
    syscall(310, TARGETS["victim"], iov, 1, remote, 1, 0)


def trace_a_neighbour():
    syscall(101, 16, TARGETS["victim"], 0, 0)
    os.waitpid(TARGETS["victim"], 0)
    syscall(101, 17, TARGETS["victim"], 0, 0)


def slow_a_neighbour_down():
    os.setpriority(os.PRIO_PROCESS, TARGETS["victim"], 1)


def move_a_neighbour_to_a_core():
    os.sched_setaffinity(TARGETS["victim"], os.sched_getaffinity(0))


def limit_a_neighbour():
    resource.prlimit(TARGETS["victim"], resource.RLIMIT_CORE, (0, 0))


def list_the_processes():
    assert str(TARGETS["victim"]) in os.listdir("/proc")


def share_memory_with_a_neighbour():
    syscall(29, 0x44504C54, 4096, 0o1600)


def make_a_memory_file():
    os.close(os.memfd_create("x"))


def attach_to_a_semaphore():
    syscall(64, 0x44504C54, 1, 0o1600)


# The kernel


def make_a_user_namespace():
    syscall(272, 0x10000000)


def mount_a_file_system():
    check(libc.unshare(0x10000000 | 0x20000))
    check(libc.mount(b"none", b"/tmp", b"tmpfs", 0, None))


def change_root():
    check(libc.unshare(0x10000000))
    os.chroot("/tmp")


def use_asynchronous_io():
    syscall(425, 1, ctypes.create_string_buffer(120))


def watch_files():
    check(libc.inotify_init())


def keep_keys():
    syscall(248, b"user", b"name", b"value", 5, -2)


def leave_its_session():
    os.setsid()


def raise_its_limits():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, hard) - 1, hard))


def change_its_personality():
    syscall(135, 0x0040000)


def make_a_timer_that_signals():
    libc.setitimer.restype = ctypes.c_int
    check(libc.setitimer(0, struct.pack("llll", 0, 0, 1000, 0), None))


def read_the_kernel_log():
    syscall(103, 10, None, 0)


def handle_page_faults():
    syscall(323, 0x80001)


def wait_on_descriptors_by_epoll():
    syscall(291, 0)


ATTACKS = [
    value
    for name, value in list(globals().items())
    if callable(value) and getattr(value, "__module__", None) == __name__ and name not in ("check", "syscall")
]


def outcome(attack):
    """How an attack was contained; None: it worked."""
    try:
        attack()
        return None
    except BaseException as error:
        return type(error).__name__


def outcome_in_a_child(attack):
    """The same, in a process of its own: an attack that works may leave its process changed."""
    child = os.fork()
    if child == 0:
        os._exit(0 if outcome(attack) is None else 1)
    return None if os.waitpid(child, 0)[1] == 0 else "failed"


if __name__ == "__main__" and "--control" in sys.argv:
    TARGETS.update(json.loads(sys.argv[-1]))
    print(json.dumps([(attack.__name__, outcome_in_a_child(attack)) for attack in ATTACKS]))
