using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using FlextMonitor.Testing;

namespace FlextMonitor.Contracts.Tests.Document;

/// <summary><c>docs/asyncapi.yaml</c> describes the hub as the contracts declare it.</summary>
public sealed class AsyncApiDocumentTests
{
    /// <summary>With this variable of the environment, the test writes the document instead of comparing it.</summary>
    private const string Write = "WRITE_PROTOCOL";

    private const string Parser = "@asyncapi/parser@3.6.3";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private const string ParseScript = """
        import { readFileSync } from 'node:fs';
        import parser from '@asyncapi/parser';

        const { document, diagnostics } = await new parser.Parser().parse(readFileSync(process.argv[2], 'utf8'));
        const errors = diagnostics.filter(({ severity }) => severity === 0);
        for (const { path, message } of errors) console.log(path.join('/'), message);
        process.exit(document && errors.length === 0 ? 0 : 1);
        """;

    private static readonly string DocumentFile = Repository.PathOf("docs", "asyncapi.yaml");

    [Fact]
    public async Task Document_IsThatOfTheContracts()
    {
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
        {
            await File.WriteAllTextAsync(DocumentFile, AsyncApi.Write(), TestContext.Current.CancellationToken);
            return;
        }

        (await File.ReadAllTextAsync(DocumentFile, TestContext.Current.CancellationToken)).ShouldBe(
            AsyncApi.Write(),
            $"docs/asyncapi.yaml is generated from src/Contracts. Write it again: {Write}=1 dotnet test --project test/Contracts -- --filter-class '*AsyncApiDocumentTests'");
    }

    /// <summary>Every reference leads somewhere; in the long form the official parser reads the document as well.</summary>
    [Fact]
    public async Task Document_IsValid()
    {
        var document = AsyncApi.Document();

        References(document).Where(reference => !Resolves(document, reference)).ShouldBeEmpty();
        References(document).Count().ShouldBeGreaterThan(50);
        if (LongTests.AreWanted)
        {
            await ParseOfficiallyAsync();
        }
    }

    [Fact]
    public void Calls_InTheDocument_AreThoseOfTheContracts() =>
        HubCalls.All.Select(call => call.Name).ShouldBe(
            typeof(HubMethods).GetFields(BindingFlags.Public | BindingFlags.Static).Select(method => (string)method.GetRawConstantValue()!), ignoreOrder: true);

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(field => field.Key == "$ref" ? [field.Value!.GetValue<string>()] : References(field.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static bool Resolves(JsonNode document, string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)document, (node, name) => node?[name]) is not null;

    private static async Task ParseOfficiallyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("flextmonitor-asyncapi-");
        var script = Path.Combine(folder.FullName, "parse.mjs");
        await File.WriteAllTextAsync(script, ParseScript);
        await RunAsync("npm", "install", "--silent", "--no-fund", "--no-audit", "--ignore-scripts", "--prefix", folder.FullName, Parser);
        await RunAsync("node", script, DocumentFile);
        folder.Delete(recursive: true);
    }

    // With the environment of the tests: it says where packages come from.
    private static async Task RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        await process.WaitForExitAsync().WaitAsync(Limit);
        process.ExitCode.ShouldBe(0, output);
    }
}
