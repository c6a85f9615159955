using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>
/// Tells whether SQLite may open a database in place. Even a read-only connection makes the files <c>-wal</c> and <c>-shm</c> where there are none, and leaves them.
/// If they belong to another user than the database, its owner can no longer write to it.
/// </summary>
/// <remarks>
/// The database itself must not be opened to find out: a process that closes any descriptor of a file loses all of its locks on it, those of SQLite too. On other systems
/// than Linux, Meltano and the daemon are taken to be one user's.
/// </remarks>
internal static class InPlaceAccess
{
    private const int CurrentFolder = -100;
    private const int Write = 2;
    private const int AsEffectiveUser = 0x200;
    private const uint OwnerWanted = 8;
    private const int OwnerOffset = 20;
    private const int StatusSize = 256;

    /// <summary>Whether no file can be made beside it, or only such as its owner can write to.</summary>
    public static bool IsHarmless(string path) => !OperatingSystem.IsLinux() || IsOwn(path) || !CanCreateIn(Path.GetDirectoryName(path)!);

    // SQLite gives what root makes to the owner of the database.
    [SupportedOSPlatform("linux")]
    private static bool IsOwn(string path)
    {
        var user = SetFileSystemUser(uint.MaxValue); // Changes nothing: there is no such user.
        var status = new byte[StatusSize];
        return user == 0 || (ReadStatus(CurrentFolder, path, 0, OwnerWanted, status) == 0 && BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(OwnerOffset)) == user);
    }

    [SupportedOSPlatform("linux")]
    private static bool CanCreateIn(string folder) => CheckAccess(CurrentFolder, folder, Write, AsEffectiveUser) == 0;

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetFileSystemUser(uint user);

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadStatus(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint wanted, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "faccessat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CheckAccess(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode, int flags);
}
