using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Tests.Problems;
using Microsoft.AspNetCore.DataProtection;

namespace FlextMonitor.Hub.Tests.Alerts;

public sealed class ChannelSettingsTests : IDisposable
{
    private static readonly HashSet<string> SecretNames = ["secret"];

    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("channel-keys-");
    private readonly ChannelSettings _settings;

    public ChannelSettingsTests() => _settings = new ChannelSettings(DataProtectionProvider.Create(_keys));

    [Fact]
    public void Write_Secret_IsStoredEncryptedAndRead()
    {
        var row = Row();

        _settings.Write(row, new JsonObject { ["url"] = "https://example.org", ["secret"] = "swordfish" }, SecretNames);

        row.Settings.ToJsonString().ShouldBe("""{"url":"https://example.org"}""");
        row.Secrets!.ShouldNotContain("swordfish");
        _settings.TryRead(row)!.ToJsonString().ShouldContain("swordfish");
    }

    [Fact]
    public void TryRead_KeyIsLost_IsNull()
    {
        var row = Row();
        _settings.Write(row, new JsonObject { ["secret"] = "swordfish" }, SecretNames);
        var others = new ChannelSettings(DataProtectionProvider.Create(_keys.CreateSubdirectory("others")));

        others.TryRead(row).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"url":"b"}""", """{"secret":"swordfish","url":"b"}""")]
    [InlineData("""{"url":"b","secret":"cod"}""", """{"secret":"cod","url":"b"}""")]
    [InlineData("""{"url":"b","secret":null}""", """{"url":"b"}""")]
    public void Complete_SecretThatIsLeftOut_KeepsWhatIsStored(string given, string complete) =>
        ChannelSettings.Complete(JsonNode.Parse(given)!.AsObject(), new JsonObject { ["secret"] = "swordfish" }).ToJsonString().ShouldBe(complete);

    public void Dispose() => _keys.Delete(recursive: true);

    private static ChannelRow Row() => new() { Id = "c1", Name = "hook", Kind = "webhook", Settings = [], UpdatedAt = Given.Now, UpdatedBy = "ada@example.org" };
}
