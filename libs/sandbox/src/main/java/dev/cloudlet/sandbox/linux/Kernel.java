package dev.cloudlet.sandbox.linux;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Linux system calls that the JDK has no API for, by the Foreign Function API. Spawning {@code mount} or {@code nsenter}
 * instead would cost milliseconds each in the launch of a machine, and a socket cannot be opened in another namespace by
 * a child at all. Numbers above 424 are the same on every architecture.
 */
public final class Kernel {
    public static final long MS_RDONLY = 1;
    public static final long MS_NOSUID = 2;
    public static final long MS_NODEV = 4;
    public static final long MS_BIND = 4096;
    public static final int MNT_DETACH = 2;
    public static final int CLONE_NEWNET = 0x40000000;
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_CREAT = 0100;
    public static final int O_EXCL = 0200;
    public static final int O_NONBLOCK = 04000;
    public static final int O_CLOEXEC = 02000000;
    public static final int O_PATH = 010000000;
    public static final long RESOLVE_NO_SYMLINKS = 0x04;
    public static final long RESOLVE_IN_ROOT = 0x10;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EAGAIN = 11;
    public static final int EBUSY = 16;
    public static final int ENODEV = 19;
    public static final int ENOTDIR = 20;
    public static final int EINVAL = 22;
    public static final int ELOOP = 40;
    public static final int EADDRNOTAVAIL = 99;

    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    private static final int AF_NETLINK = 16;
    private static final long PIDFD_OPEN = 434;
    private static final long OPENAT2 = 437;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle MOUNT =
            function("mount", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, LONG, POINTER));
    private static final MethodHandle UMOUNT2 = function("umount2", FunctionDescriptor.of(INT, POINTER, INT));
    private static final MethodHandle OPEN =
            function("open", FunctionDescriptor.of(INT, POINTER, INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle BIND = function("bind", FunctionDescriptor.of(INT, INT, POINTER, INT));
    private static final MethodHandle FLOCK = function("flock", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle SETNS = function("setns", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle UNSHARE = function("unshare", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle KILL = function("kill", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle POLL = function("poll", FunctionDescriptor.of(INT, POINTER, LONG, INT));
    private static final MethodHandle EVENTFD = function("eventfd", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle WRITE = function("write", FunctionDescriptor.of(LONG, INT, POINTER, LONG));
    private static final MethodHandle READ = function("read", FunctionDescriptor.of(LONG, INT, POINTER, LONG));
    private static final MethodHandle SOCKET = function("socket", FunctionDescriptor.of(INT, INT, INT, INT));
    private static final MethodHandle IF_NAMETOINDEX = function("if_nametoindex", FunctionDescriptor.of(INT, POINTER));
    private static final MethodHandle SYSCALL2 =
            function("syscall", FunctionDescriptor.of(LONG, LONG, LONG, LONG), Linker.Option.firstVariadicArg(1));
    private static final MethodHandle SYSCALL4 = function(
            "syscall",
            FunctionDescriptor.of(LONG, LONG, LONG, POINTER, POINTER, LONG),
            Linker.Option.firstVariadicArg(1));

    private Kernel() {}

    /** A system call that failed. */
    public static final class KernelException extends IOException {
        private static final long serialVersionUID = 1L;
        private final int errno;

        KernelException(String call, int errno) {
            super(call + ": " + word(errno));
            this.errno = errno;
        }

        /** The error number. */
        public int errno() {
            return errno;
        }

        private static String word(int errno) {
            return switch (errno) {
                case 1 -> "operation not permitted";
                case ENOENT -> "no such file or directory";
                case ESRCH -> "no such process";
                case 13 -> "permission denied";
                case EBUSY -> "device or resource busy";
                case 17 -> "file exists";
                case ENODEV -> "no such device";
                case ENOTDIR -> "not a directory";
                case EINVAL -> "invalid argument";
                case 28 -> "no space left on device";
                case ELOOP -> "too many symbolic links";
                case EADDRNOTAVAIL -> "cannot assign the address";
                case 101 -> "network is unreachable";
                default -> "error " + errno;
            };
        }
    }

    /** mount(2); {@code options} at most one page. */
    public static void mount(String source, Path target, String type, long flags, String options) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            int result = (int) invoke(
                    MOUNT,
                    state,
                    arena.allocateFrom(source),
                    arena.allocateFrom(target.toString()),
                    arena.allocateFrom(type),
                    flags,
                    arena.allocateFrom(options));
            check(result, state, "mount " + type + " on " + target);
        }
    }

    /** umount2(2). */
    public static void unmount(Path target, int flags) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            check(
                    (int) invoke(UMOUNT2, state, arena.allocateFrom(target.toString()), flags),
                    state,
                    "umount " + target);
        }
    }

    /** open(2) of an existing file; the caller closes the descriptor. */
    public static int open(Path path, int flags) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            int fd = (int) invoke(OPEN, state, arena.allocateFrom(path.toString()), flags | O_CLOEXEC);
            return check(fd, state, "open " + path);
        }
    }

    /** openat2(2): resolves {@code path} below the directory {@code fd} under the {@code resolve} rules. */
    public static int openBelow(int fd, String path, int flags, int mode, long resolve) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            MemorySegment how = arena.allocate(LONG, 3);
            how.setAtIndex(LONG, 0, flags | O_CLOEXEC);
            how.setAtIndex(LONG, 1, mode);
            how.setAtIndex(LONG, 2, resolve);
            long result =
                    (long) invoke(SYSCALL4, state, OPENAT2, (long) fd, arena.allocateFrom(path), how, how.byteSize());
            return check((int) result, state, "open " + path);
        }
    }

    /** close(2); errors mean that there was nothing to close. */
    public static void close(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            invoke(CLOSE, arena.allocate(CAPTURED), fd);
        }
    }

    /**
     * flock(2), exclusive: waits until nobody else has the file locked, in this process or another. A lock is of the open
     * file, not of the process as those of the JDK, and goes when the descriptor is closed.
     */
    public static void lock(int fd) throws IOException {
        while (!lock(fd, LOCK_EX, EINTR)) {
            // A signal came in between.
        }
    }

    /** As {@link #lock}, but answers false instead of waiting. */
    public static boolean tryLock(int fd) throws IOException {
        return lock(fd, LOCK_EX | LOCK_NB, EAGAIN);
    }

    private static boolean lock(int fd, int how, int harmless) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            int result = (int) invoke(FLOCK, state, fd, how);
            if (result < 0 && (int) ERRNO.get(state, 0L) == harmless) {
                return false;
            }
            check(result, state, "flock");
            return true;
        }
    }

    /** setns(2) of the calling thread. */
    public static void enter(int namespace, int type) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            check((int) invoke(SETNS, state, namespace, type), state, "setns");
        }
    }

    /** unshare(2) of the calling thread. */
    public static void unshare(int flags) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            check((int) invoke(UNSHARE, state, flags), state, "unshare");
        }
    }

    /** kill(2); a process that is gone is no error. */
    public static void kill(int pid, int signal) {
        try (Arena arena = Arena.ofConfined()) {
            invoke(KILL, arena.allocate(CAPTURED), pid, signal);
        }
    }

    /** pidfd_open(2): a descriptor that becomes readable when the process ends. */
    public static int pidfd(long pid) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            return check((int) (long) invoke(SYSCALL2, state, PIDFD_OPEN, pid, 0L), state, "pidfd_open " + pid);
        }
    }

    /** eventfd(2): a descriptor by which one thread wakes another out of {@link #poll}. */
    public static int eventfd() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            return check((int) invoke(EVENTFD, state, 0, O_NONBLOCK | O_CLOEXEC), state, "eventfd");
        }
    }

    /** Makes an eventfd readable. */
    public static void wake(int eventfd) {
        try (Arena arena = Arena.ofConfined()) {
            invoke(WRITE, arena.allocate(CAPTURED), eventfd, arena.allocateFrom(LONG, 1L), 8L);
        }
    }

    /** Takes away what makes a descriptor readable: the count of an eventfd, or one message of a socket. */
    public static void drain(int eventfd) {
        try (Arena arena = Arena.ofConfined()) {
            invoke(READ, arena.allocate(CAPTURED), eventfd, arena.allocate(LONG), 8L);
        }
    }

    /** socket(2), in the network namespace of the calling thread; the caller closes the descriptor. */
    public static int socket(int domain, int type, int protocol) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            return check((int) invoke(SOCKET, state, domain, type, protocol), state, "socket");
        }
    }

    /** bind(2) of a netlink socket to the multicast groups of a mask, whose messages can then be read. */
    public static void subscribe(int socket, int groups) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            // struct sockaddr_nl: the family, two bytes of padding, the process (the kernel chooses), the groups.
            MemorySegment address = arena.allocate(INT, 3);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
            address.setAtIndex(INT, 2, groups);
            check((int) invoke(BIND, state, socket, address, (int) address.byteSize()), state, "bind");
        }
    }

    /** write(2) of a message to a socket and read(2) of the answer, at most {@code room} bytes. */
    public static byte[] exchange(int socket, byte[] message, int room) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            MemorySegment sent = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
            check((int) (long) invoke(WRITE, state, socket, sent, sent.byteSize()), state, "write");
            MemorySegment received = arena.allocate(room);
            int length = check((int) (long) invoke(READ, state, socket, received, received.byteSize()), state, "read");
            return received.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /** if_nametoindex(3): the number of a link in the network namespace of the calling thread. */
    public static int linkIndex(String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            int index = (int) invoke(IF_NAMETOINDEX, state, arena.allocateFrom(name));
            return check(index == 0 ? -1 : index, state, "link " + name);
        }
    }

    /** poll(2) for reading, without a timeout: which of the descriptors are ready. */
    public static boolean[] poll(int[] fds) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURED);
            MemorySegment polled = arena.allocate(LONG, Math.max(1, fds.length));
            for (int i = 0; i < fds.length; i++) {
                polled.setAtIndex(INT, 2L * i, fds[i]);
                polled.set(ValueLayout.JAVA_SHORT, 8L * i + 4, (short) 1);
            }
            int result = (int) invoke(POLL, state, polled, (long) fds.length, -1);
            boolean[] ready = new boolean[fds.length];
            if (result < 0 && (int) ERRNO.get(state, 0L) == EINTR) {
                return ready;
            }
            check(result, state, "poll");
            for (int i = 0; i < fds.length; i++) {
                ready[i] = polled.get(ValueLayout.JAVA_SHORT, 8L * i + 6) != 0;
            }
            return ready;
        }
    }

    private static int check(int result, MemorySegment state, String call) throws KernelException {
        if (result < 0) {
            throw new KernelException(call, (int) ERRNO.get(state, 0L));
        }
        return result;
    }

    static Object invoke(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call threw", e);
        }
    }

    // Restricted because a wrong descriptor could corrupt memory; this is the one place where descriptors are bound.
    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        var all = new ArrayList<>(List.of(options));
        all.add(Linker.Option.captureCallState("errno"));
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), descriptor, all.toArray(Linker.Option[]::new));
    }
}
