using System.Runtime.InteropServices;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>
/// Lets the calling thread use files as a user without rights would, where tests run as root, to whom no file is closed. Only for code that does not change the
/// thread.
/// </summary>
internal sealed class OtherUser : IDisposable
{
    private const uint Nobody = 65534;

    private readonly uint _before = SetFileSystemUser(Nobody);

    public void Dispose() => _ = SetFileSystemUser(_before);

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetFileSystemUser(uint user);
}
