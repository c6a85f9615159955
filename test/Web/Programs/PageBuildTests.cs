using System.Diagnostics;
using System.Runtime.Versioning;
using FlextMonitor.Testing;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary>
/// What a person sees of the page's build, at the verbosity at which <c>dotnet run</c> builds. The PATH holds a shell and programs that answer as the Node.js
/// of some machine does, and nothing else.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class PageBuildTests : IDisposable
{
    private const string AnotherNode = "'npm install --global node@22'";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("page-build-test-");

    [Theory]
    [InlineData("18.19.0", "9.2.0", "The page needs Node.js 20.19 or newer with npm, but found Node.js 18.19.0. " + AnotherNode)]
    [InlineData("20.18.3", "10.8.2", "but found Node.js 20.18.3. " + AnotherNode)]
    [InlineData("22.12.0", null, "but there is no npm on the PATH beside Node.js 22.12.0. Install it")]
    [InlineData(null, null, "but there is no node on the PATH. Install it", AnotherNode)]
    public async Task Build_WithoutAUsableNode_SaysWhatWasFoundAndWhatHelps(string? node, string? npm, params string[] parts)
    {
        AddProgram("node", node);
        AddProgram("npm", npm);

        var (exitCode, output) = await BuildAsync("FindNode");

        exitCode.ShouldBe(1, output);
        output.ShouldContain("error PAGE001: The page needs Node.js 20.19 or newer with npm");
        parts.ShouldAllBe(part => output.Contains(part, StringComparison.Ordinal), output);
    }

    [Theory]
    [InlineData("20.19.0")]
    [InlineData("24.0.1")]
    public async Task Build_WithAUsableNode_SaysWhatItDoes(string node)
    {
        AddProgram("node", node);
        AddProgram("npm", "10.8.2");

        var (exitCode, output) = await BuildAsync("CompilePage");

        exitCode.ShouldBe(0, output);
        output.ShouldContain("Restoring the page's packages");
        output.ShouldContain("Building the page");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void AddProgram(string name, string? version)
    {
        if (version is not null)
        {
            var file = Path.Combine(Programs, name);
            File.WriteAllText(file, $"#!/bin/sh\necho {version}\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private string Programs => _folder.CreateSubdirectory("bin").FullName;

    private async Task<(int ExitCode, string Output)> BuildAsync(string target)
    {
        File.CreateSymbolicLink(Path.Combine(Programs, "sh"), "/bin/sh");
        var packages = Path.Combine(_folder.FullName, "packages");
        await File.WriteAllBytesAsync(packages, [], TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(packages, DateTime.UnixEpoch);
        var start = new ProcessStartInfo("dotnet",
        [
            "msbuild", Repository.PathOf("src", "Web", "FlextMonitor.Web.csproj"), $"-target:{target}", "-verbosity:quiet", "-nologo",
            $"-property:PageStamp={Path.Combine(_folder.FullName, "page")}", $"-property:PagePackagesStamp={packages}",
        ])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = Programs;
        using var build = Process.Start(start)!;
        try
        {
            var output = build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await build.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
            return (build.ExitCode, await output.WaitAsync(Limit));
        }
        finally
        {
            if (!build.HasExited)
            {
                build.Kill(entireProcessTree: true);
            }
        }
    }
}
