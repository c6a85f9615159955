using System.Diagnostics;
using System.Reflection;
using FlextMonitor.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>The packages that <c>dotnet pack src/FlextMonitor.Client.slnf</c> makes.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flextmonitor-pack-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Pack_MakesPackagesWithReadmeLicenceAndSymbols()
    {
        var packages = await PackAsync();

        foreach (var name in new[] { "FlextMonitor.Contracts", "FlextMonitor.Client", "FlextMonitor.Client.Testing" })
        {
            using var package = new Package(packages.Single(file => Path.GetFileName(file).StartsWith($"{name}.0", StringComparison.Ordinal) && file.EndsWith(".nupkg", StringComparison.Ordinal)));
            using var symbols = new Package(packages.Single(file => Path.GetFileName(file).StartsWith($"{name}.0", StringComparison.Ordinal) && file.EndsWith(".snupkg", StringComparison.Ordinal)));
            (package["license"], package["readme"], package["description"].Length > 20).ShouldBe(("MIT", "README.md", true), name);
            package.Files.ShouldContain("README.md");
            package.Files.ShouldContain($"lib/net10.0/{name}.dll");
            package.Files.ShouldContain($"lib/net10.0/{name}.xml");
            symbols.Files.ShouldContain($"lib/net10.0/{name}.pdb");
            package.Dependencies.Count(dependency => !dependency.StartsWith("FlextMonitor.", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(3, name);
            package.Dependencies.ShouldAllBe(dependency => !dependency.EndsWith("Analyzers", StringComparison.Ordinal), name);
            TestContext.Current.SendDiagnosticMessage("{0} has {1:n0} bytes, its symbols {2:n0}.", name, package.Size, symbols.Size);
        }
    }

    // The short form packs what is built already. The long form builds it as a release does, in a folder of its own, so that no other build is disturbed.
    private async Task<string[]> PackAsync()
    {
        var target = Path.Combine(_folder.FullName, "packages");
        string[] what = LongTests.AreWanted
            ? ["--artifacts-path", Path.Combine(_folder.FullName, "build"), "-p:UseSharedCompilation=false"]
            : ["--no-build", "-c", typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration];
        string[] arguments = ["pack", Repository.PathOf("src", "FlextMonitor.Client.slnf"), "-o", target, .. what, "-v", "quiet", "-nologo", "-nodeReuse:false"];
        using var pack = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await pack.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        await pack.WaitForExitAsync().WaitAsync(Limit);
        pack.ExitCode.ShouldBe(0, output);
        return Directory.GetFiles(target);
    }
}
