using System.Globalization;
using System.Text;
using System.Text.Json;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Storage;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace FlextMonitor.Hub.Tests.Dashboards;

/// <summary>What this version does not know survives a save as it was: names, order, texts and every digit of numbers.</summary>
public abstract class UnknownFieldsTests(TestDatabases databases) : IAsyncLifetime
{
    private const int Documents = 40;

    private static readonly Gen<string> Names = Gen.Elements("later", "a b", "ключ", "名", "🙂", "", "x-1", "constructor", "\u0001", "\u0000", "\\\"", "/~");
    private static readonly Gen<string> Scalars = Gen.Elements(
        "null", "true", "0", "-0", "1.0", "1.10", "1e400", "-1E+2", "123456789012345678901234567890", "0.1000000000000000055511151231257827", "\"\"", "\"é\"", "\"\\u0000\"", "\"\\ud83d\\ude42\"", "\"</script>\"", "\"\\u2028\"");

    private DashboardsHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await DashboardsHost.StartAsync(databases);

    [Fact]
    public async Task Documents_WithWhateverInUnknownFields_AreStoredAsTheyWere()
    {
        foreach (var text in Gen.Sample(Document(), Documents))
        {
            var errors = new DocumentErrors();
            var document = DocumentReader.Read(Encoding.UTF8.GetBytes(text), errors);
            document.ShouldNotBeNull($"{text} {string.Join(", ", errors.All)}");

            var (_, saved) = await _host.Store.CreateAsync(document, "ada", "ada@example.com", Cancelled);
            var found = (await _host.Store.FindAsync(saved!.Row.Id, Cancelled))!;
            var (refusal, _) = await _host.Store.ChangeAsync(found, found.Document, "ada@example.com", restored: null, Cancelled);
            var again = (await _host.Store.FindAsync(saved.Row.Id, Cancelled))!;

            refusal.ShouldBe(SaveRefusal.None);
            Form(again.Version.Document).ShouldBe(Form(text), text);
            again.Version.Changes.ShouldBeEmpty();
            (await _host.Store.DeleteAsync(saved.Row.Id, 2, Cancelled)).ShouldBeTrue();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A text of the same form for documents that mean the same: names in their order, texts unescaped, numbers digit by digit.</summary>
    private static string Form(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Form(document.RootElement);
    }

    private static string Form(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(field => $"<{field.Name}>{Form(field.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Form))}]",
        JsonValueKind.String => $"<{value.GetString()}>",
        _ => value.GetRawText(),
    };

    private static Gen<string> Value(int depth) => depth == 0
        ? Scalars
        : Gen.OneOf(Scalars, Scalars, Gen.Select(Gen.ListOf(Value(depth - 1), 3), values => $"[{string.Join(", ", values)}]"), Fields(depth - 1).Select(fields => $"{{{fields}}}"));

    private static Gen<string> Fields(int depth) =>
        from names in Gen.ListOf(Names, 3)
        from values in Gen.ListOf(Value(depth), 3)
        select string.Join(" , ", names.Distinct().Zip(values, (name, value) => $"{JsonSerializer.Serialize(name)}: {value}"));

    private static Gen<string> Document() =>
        from ofDocument in Fields(4)
        from ofWidget in Fields(2)
        from ofOptions in Fields(3)
        from type in Gen.Elements("figure", "globe-3d")
        select string.Create(CultureInfo.InvariantCulture, $$"""
            {"title":"t","visibility":"private","leastRole":"viewer","range":null,{{ofDocument}},
             "widgets":[{"id":"a","type":"{{type}}","x":0,"y":0,"w":1,"h":1,{{ofWidget}},"options":{ {{ofOptions}} } } ] }
            """);

    public sealed class OnSqlite() : UnknownFieldsTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : UnknownFieldsTests(new PostgresDatabases(server));
}
