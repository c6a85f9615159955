using System.Xml;
using System.Xml.Linq;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Keys;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>The keys of several processes in one PostgreSQL database.</summary>
public sealed class KeyRowsTests(PostgresServer server)
{
    private const string Purpose = "test";
    private const string Monitor = "ConnectionStrings:Monitor";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OfSeveralAtOnce_MakesOneKey_AndEachReadsWhatTheOthersProtect()
    {
        var database = await server.CreateDatabaseAsync();

        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartAsync(database)));

        (await NamesAsync(hosts[0])).ShouldHaveSingleItem();
        foreach (var host in hosts)
        {
            var text = ProtectorOf(host).Protect("secret");
            hosts.Select(other => ProtectorOf(other).Unprotect(text)).Distinct().ShouldBe(["secret"]);
            Directory.GetFiles(Path.Combine(host.DataDirectory, "keys")).ShouldBeEmpty();
        }

        await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Start_WithKeysInTheDataFolder_MovesThem_AndNeverTwice()
    {
        var database = await server.CreateDatabaseAsync();
        await using var former = await StoreHost.StartAsync(services => services.AddAccess());
        var text = ProtectorOf(former).Protect("of before");
        var folder = Directory.CreateDirectory(Path.Combine(former.DataDirectory, "keys"));

        await using (var first = await StartAsync(database, former.DataDirectory))
        {
            ProtectorOf(first).Unprotect(text).ShouldBe("of before");
            folder.GetFiles().ShouldHaveSingleItem().Name.ShouldEndWith($".xml{KeyPreparation.MovedSuffix}");
            await using var context = await ContextOfAsync(first);
            await context.Keys.ExecuteDeleteAsync(Cancelled);
        }

        await using var second = await StartAsync(database, former.DataDirectory);

        Should.Throw<System.Security.Cryptography.CryptographicException>(() => ProtectorOf(second).Unprotect(text));
    }

    [Theory]
    [InlineData("key-garbage", "no XML at all")]
    [InlineData("key-other", "<other />")]
    public async Task GetAll_WithARowThatHoldsNoKey_LeavesItOut_AndTheProcessIsNotReady(string name, string xml)
    {
        await using var host = await StartAsync(await server.CreateDatabaseAsync());
        await AddAsync(host, name, xml);

        host.Services.GetRequiredService<KeyRows>().GetAllElements().Count.ShouldBe(1);
        var report = await host.HealthAsync();

        report.Entries["keys"].Status.ShouldBe(HealthStatus.Unhealthy);
        report.Entries["keys"].Description.ShouldStartWith("1 row of the keys cannot be read");
        host.Errors.ShouldContain(message => message.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no XML at all")]
    [InlineData("<other />")]
    public async Task GetAll_WithARevocationThatCannotBeUnderstood_Fails(string xml)
    {
        await using var host = await StartAsync(await server.CreateDatabaseAsync());
        await AddAsync(host, "revocation-garbage", xml);

        Should.Throw<XmlException>(host.Services.GetRequiredService<KeyRows>().GetAllElements);
    }

    [Fact]
    public async Task Store_OfAnElement_KeepsItAsItIs()
    {
        await using var host = await StartAsync(await server.CreateDatabaseAsync());
        var rows = host.Services.GetRequiredService<KeyRows>();
        var element = XElement.Parse("<revocation version=\"1\"><reason>lost &amp; found</reason></revocation>");

        rows.StoreElement(element, "revocation-1");

        rows.GetAllElements().ShouldContain(stored => XNode.DeepEquals(stored, element));
    }

    private static Task<StoreHost> StartAsync(string database, string? dataDirectory = null) => StoreHost.StartAsync(
        services => services.AddAccess(), dataDirectory is null ? [(Monitor, database)] : [(Monitor, database), ("DataDirectory", dataDirectory)]);

    private static IDataProtector ProtectorOf(StoreHost host) => host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);

    private static Task<AccessDbContext> ContextOfAsync(StoreHost host) => host.Services.GetRequiredService<IDbContextFactory<AccessDbContext>>().CreateDbContextAsync(Cancelled);

    private static async Task<List<string>> NamesAsync(StoreHost host)
    {
        await using var context = await ContextOfAsync(host);
        return await context.Keys.Select(row => row.Name).ToListAsync(Cancelled);
    }

    private static async Task AddAsync(StoreHost host, string name, string xml)
    {
        await using var context = await ContextOfAsync(host);
        context.Keys.Add(new KeyRow { Name = name, Xml = xml });
        await context.SaveChangesAsync(Cancelled);
    }
}
