using System.Text.Json.Nodes;

namespace FlextMonitor.Architecture.Tests;

/// <summary><c>docs/dependencies.md</c> names what the programs are made of.</summary>
public sealed class DependencyListTests
{
    private const string Remedy = "run bash docs/sbom.sh, which writes docs/dependencies.md";

    private static readonly string[] Programs = ["Web", "Collector", "Daemon"];

    [Fact]
    public void Packages_OfThePrograms_AreListedWithTheirVersion()
    {
        var list = SourceTree.Read("docs/dependencies.md");

        var missing = Programs.SelectMany(Packages).Concat(PackagesOfThePage()).Distinct().Where(package => !list.Contains($"| {package.Name} | {package.Version} | ", StringComparison.OrdinalIgnoreCase));

        missing.ShouldBeEmpty(Remedy);
    }

    private static IEnumerable<(string Name, string Version)> Packages(string program) =>
        from framework in JsonNode.Parse(SourceTree.Read($"src/{program}/packages.lock.json"))!["dependencies"]!.AsObject()
        from package in framework.Value!.AsObject()
        where package.Value!["resolved"] is not null && !IsBuildOnly(package.Key)
        select (package.Key, (string)package.Value!["resolved"]!);

    private static IEnumerable<(string Name, string Version)> PackagesOfThePage() =>
        from package in JsonNode.Parse(SourceTree.Read("src/Web/App/package-lock.json"))!["packages"]!.AsObject()
        where package.Key.Length > 0 && package.Value!["dev"] is null && package.Value!["optional"] is null && package.Value!["peer"] is null
        select (package.Key[(package.Key.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..], (string)package.Value!["version"]!);

    /// <summary>What checks or makes the sources, and is not in a program.</summary>
    private static bool IsBuildOnly(string package) => package is "Microsoft.CodeAnalysis.BannedApiAnalyzers" or "Grpc.Tools" or "Microsoft.EntityFrameworkCore.Design";
}
