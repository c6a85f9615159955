using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FlextMonitor.Hosting.Background;

/// <summary>
/// The time slice of the current thread (Linux 6.12 or newer). A thread that wakes up preempts one with a longer slice at once; over time, both get the same share of the processor.
/// </summary>
internal static class ThreadSlice
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(10); // The default is 3 ms at most.

    // The first version of struct sched_attr: its size, and the offset of sched_runtime.
    private const int AttributesSize = 48;
    private const int SliceOffset = 24;
    private const int CurrentThread = 0;

    /// <summary>Requests a longer slice than other threads have. Does nothing where the system does not support it.</summary>
    public static void Lengthen()
    {
        if (!OperatingSystem.IsLinux() || Numbers is not var (get, set))
        {
            return;
        }

        var attributes = new byte[AttributesSize];
        if (Call(get, CurrentThread, attributes, AttributesSize, 0) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(attributes.AsSpan(SliceOffset), (long)Long.TotalNanoseconds);
            _ = Call(set, CurrentThread, attributes, 0, 0);
        }
    }

    // The system call numbers of sched_getattr and sched_setattr, which most C libraries do not wrap.
    private static (nint Get, nint Set)? Numbers => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => (315, 314),
        Architecture.Arm64 => (275, 274),
        _ => null,
    };

    [DllImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Call(nint number, nint thread, [In, Out] byte[] attributes, nint sizeOrFlags, nint flags);
}
