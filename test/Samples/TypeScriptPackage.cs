using System.Diagnostics;
using FlextMonitor.Testing;

namespace FlextMonitor.Samples.Tests;

/// <summary>The module for JavaScript (<c>clients/typescript</c>) as <c>npm pack</c> makes it, where <c>npm install</c> would put it.</summary>
public sealed class TypeScriptPackage : IAsyncLifetime
{
    private static readonly TimeSpan PackLimit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flextmonitor-npm-");

    /// <summary>A folder in which programs find the package.</summary>
    public string Folder => _folder.FullName;

    public async ValueTask InitializeAsync()
    {
        await RunAsync(Repository.PathOf("clients", "typescript"), "npm", "pack", "--silent", "--pack-destination", Folder);
        var scope = Directory.CreateDirectory(Path.Combine(Folder, "node_modules", "@flextmonitor"));
        await RunAsync(scope.FullName, "tar", "-xzf", Directory.GetFiles(Folder, "*.tgz").Single());
        Directory.Move(Path.Combine(scope.FullName, "package"), PathOf());
        Directory.CreateSymbolicLink(Path.Combine(Folder, "node_modules", "@microsoft"), Path.Combine(Repository.Web, "App", "node_modules", "@microsoft"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The path of a file of the package, or of the package.</summary>
    public string PathOf(params string[] parts) => Path.Combine([Folder, "node_modules", "@flextmonitor", "client", .. parts]);

    private static async Task RunAsync(string folder, string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(PackLimit);
        await process.WaitForExitAsync().WaitAsync(PackLimit);
        process.ExitCode.ShouldBe(0, output);
    }
}
