using System.Net.Http.Json;
using System.Runtime.Versioning;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>What lies on the disk is its owner's alone, and who has an account cannot be told from outside.</summary>
[SupportedOSPlatform("linux")]
public sealed class StoreFileTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public async Task Start_InADirectoryOpenToOthers_ClosesStoreAndKeys()
    {
        var folder = Directory.CreateTempSubdirectory("open-data-");
        File.SetUnixFileMode(folder.FullName, Others | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using (var host = await MonitorHost.StartAsync(settings: [("DataDirectory", folder.FullName)]))
        {
            await host.TokensAsync();

            var files = Directory.GetFiles(folder.FullName, "monitor.db*");
            files.Length.ShouldBe(3);
            files.ShouldAllBe(file => (File.GetUnixFileMode(file) & Others) == UnixFileMode.None);
            (File.GetUnixFileMode(Path.Combine(folder.FullName, "keys")) & Others).ShouldBe(UnixFileMode.None);
            Directory.GetFiles(Path.Combine(folder.FullName, "keys")).ShouldNotBeEmpty();
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_WithoutADirectory_MakesOneThatIsItsOwnersAlone()
    {
        var parent = Directory.CreateTempSubdirectory("no-data-");
        await using (var host = await MonitorHost.StartAsync(settings: [("DataDirectory", Path.Combine(parent.FullName, "data"))]))
        {
            (File.GetUnixFileMode(host.DataDirectory) & Others).ShouldBe(UnixFileMode.None);
        }

        parent.Delete(recursive: true);
    }

    [Fact]
    public async Task Login_OfNobody_HashesThePasswordAllTheSame()
    {
        var hasher = new CountingHasher();
        await using var host = await MonitorHost.StartAsync(services: services => services.AddSingleton<IPasswordHasher<Person>>(hasher));
        using var caller = host.Caller();
        await LoginAsync(caller, "nobody@example.com");
        var before = hasher.Verified;

        await LoginAsync(caller, "nobody-else@example.com");
        await LoginAsync(caller, MonitorHost.AdminEmail);

        (hasher.Verified - before).ShouldBe(2);
    }

    private static Task<HttpResponseMessage> LoginAsync(HttpClient caller, string email) =>
        caller.PostAsJsonAsync("/api/account/login", new { email, password = "wrong horse battery" }, TestContext.Current.CancellationToken);

    private sealed class CountingHasher : IPasswordHasher<Person>
    {
        private readonly PasswordHasher<Person> _inner = new();
        private int _verified;

        public int Verified => _verified;

        public string HashPassword(Person user, string password) => _inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _verified);
            return _inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
