using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FlextMonitor.Hosting.Background;

/// <summary>
/// How long the current thread computes before the operating system looks whether others wait (Linux 6.12 or newer). A thread that wants the processor interrupts one with longer slices at once; over time, both get the same share.
/// </summary>
internal static class ThreadSlice
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(10); // The default is 3 ms at most.

    // struct sched_attr, as it was at first: its own size, and where the slice is.
    private const int AttributesSize = 48;
    private const int SliceOffset = 24;
    private const int CurrentThread = 0;

    /// <summary>Asks for longer slices than others have. Where that cannot be asked for, nothing changes.</summary>
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

    // sched_getattr and sched_setattr, for which the C library of most distributions has no function.
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
