package dev.cloudlet.sandbox.linux;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * nftables by its library, each script with a context of its own: that is what holds the socket into the namespace.
 *
 * @see <a href="https://manpages.debian.org/bookworm/libnftables-dev/libnftables.3.en.html">libnftables(3)</a>
 */
final class NftablesLibrary implements Nftables {
    private static final String NAME = "libnftables.so.1";

    /**
     * The kernel lets whoever closes a socket wait until it has cleared away what the last script replaced, some ten
     * milliseconds. A while later that is done, and closing takes no time.
     */
    private static final int CLOSED_AFTER_MILLIS = 500;

    /** The library does not say that it may be used by several threads, so it is not, by however many sandboxes. */
    private static final ReentrantLock USING = new ReentrantLock();

    private final MethodHandle open;
    private final MethodHandle free;
    private final MethodHandle bufferErrors;
    private final MethodHandle errors;
    private final MethodHandle run;

    private NftablesLibrary(SymbolLookup library) {
        var pointer = ValueLayout.ADDRESS;
        var number = ValueLayout.JAVA_INT;
        open = function(library, "nft_ctx_new", FunctionDescriptor.of(pointer, number));
        free = function(library, "nft_ctx_free", FunctionDescriptor.ofVoid(pointer));
        bufferErrors = function(library, "nft_ctx_buffer_error", FunctionDescriptor.of(number, pointer));
        errors = function(library, "nft_ctx_get_error_buffer", FunctionDescriptor.of(pointer, pointer));
        run = function(library, "nft_run_cmd_from_buffer", FunctionDescriptor.of(number, pointer, pointer));
    }

    // Restricted because a library could do anything; this one is the distribution's own.
    @SuppressWarnings("restricted")
    static Optional<NftablesLibrary> find() {
        try {
            return Optional.of(new NftablesLibrary(SymbolLookup.libraryLookup(NAME, Arena.global())));
        } catch (IllegalArgumentException notThere) {
            return Optional.empty();
        }
    }

    // Restricted because a wrong descriptor could corrupt memory; these are those of the manual page.
    @SuppressWarnings("restricted")
    private static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor descriptor) {
        MemorySegment found =
                library.find(name).orElseThrow(() -> new IllegalArgumentException(NAME + " has no function " + name));
        return Linker.nativeLinker().downcallHandle(found, descriptor);
    }

    /** What the library said, and what it said it with, which is to be closed. */
    private record Applied(String wrong, MemorySegment context) {}

    @Override
    public void apply(NetworkNamespace namespace, String script) throws IOException {
        Applied applied = namespace.call(() -> applyHere(script));
        // From here, not from inside: a thread that this starts would be born in the namespace, and everything after
        // it.
        CompletableFuture.delayedExecutor(CLOSED_AFTER_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> close(applied.context()));
        if (!applied.wrong().isEmpty()) {
            throw new SandboxException(
                    Reason.FAILED, "nft in " + namespace.name() + ": " + Command.oneLine(applied.wrong()));
        }
    }

    private Applied applyHere(String script) {
        USING.lock();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment context = (MemorySegment) Kernel.invoke(open, 0);
            Kernel.invoke(bufferErrors, context);
            int result = (int) Kernel.invoke(run, context, arena.allocateFrom(script));
            return new Applied(result == 0 ? "" : said((MemorySegment) Kernel.invoke(errors, context)), context);
        } finally {
            USING.unlock();
        }
    }

    // Restricted because the pointer could be wrong; the manual page says that a text ends at a zero there.
    @SuppressWarnings("restricted")
    private static String said(MemorySegment text) {
        return text.equals(MemorySegment.NULL)
                ? "it failed without a word"
                : text.reinterpret(Long.MAX_VALUE).getString(0);
    }

    private void close(MemorySegment context) {
        USING.lock();
        try {
            Kernel.invoke(free, context);
        } finally {
            USING.unlock();
        }
    }
}
