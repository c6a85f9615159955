using System.Xml;
using FlextMonitor.Hub.Access.Keys;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>Files of keys that cannot be read, or hold something else.</summary>
public sealed class KeyFilesTests : IDisposable
{
    private const string Key = "<key><descriptor><masterKey>secret</masterKey></descriptor></key>";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("key-files-test-");
    private readonly RecordedLog _log = new();
    private readonly LoggerFactory _loggers = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public KeyFilesTests() => _loggers.AddProvider(_log.CreateProvider());

    public void Dispose()
    {
        _loggers.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no XML at all")]
    [InlineData("<other />")]
    public async Task GetAll_WithAFileThatHoldsNoKey_LeavesItOut_AndLogsItOnce(string content)
    {
        var files = Create();
        await WriteAsync("key-good.xml", Key);
        await WriteAsync("key-garbage.xml", content);

        files.GetAllElements().Count.ShouldBe(1);
        files.GetAllElements().Count.ShouldBe(1);

        files.CountUnusable().ShouldBe(1);
        _log.Entries.Count(entry => entry.Level == LogLevel.Error).ShouldBe(1);
    }

    [Theory]
    [InlineData("no XML at all")]
    [InlineData("<other />")]
    public async Task GetAll_WithARevocationThatCannotBeUnderstood_Fails(string content)
    {
        var files = Create();
        await WriteAsync("key-good.xml", Key);
        await WriteAsync("revocation-garbage.xml", content);

        Should.Throw<XmlException>(files.GetAllElements);
        files.CountUnusable().ShouldBe(1);
    }

    [Fact]
    public async Task GetAll_WithAFileThatCannotBeReadNow_Fails_SoThatTheKeysFromBeforeStay()
    {
        var files = Create();
        await WriteAsync("key-good.xml", Key);
        await using var held = new FileStream(PathOf("key-good.xml"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Should.Throw<IOException>(files.GetAllElements);
        files.CountUnusable().ShouldBe(1);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("keys.pem", 1)]
    public async Task GetAll_WithKeysFromBeforeTheCertificate_SaysThatTheyAreNotEncrypted(string? certificate, int warnings)
    {
        var files = Create(certificate);
        await WriteAsync("key-good.xml", Key);

        files.GetAllElements();
        files.GetAllElements();

        _log.Entries.Count(entry => entry.Level == LogLevel.Warning && entry.Message.StartsWith("1 key(s) in ", StringComparison.Ordinal)).ShouldBe(warnings);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, "keys", name);

    private Task WriteAsync(string name, string content) => File.WriteAllTextAsync(PathOf(name), content, Cancelled);

    private KeyFiles Create(string? certificate = null)
    {
        var data = new DataDirectory(
            new ConfigurationBuilder().AddInMemoryCollection([new("DataDirectory", _folder.FullName)]).Build(), new HostingEnvironment { ContentRootPath = _folder.FullName });
        return new KeyFiles(data, Options.Create(new KeyOptions { Certificate = certificate }), _loggers);
    }
}
