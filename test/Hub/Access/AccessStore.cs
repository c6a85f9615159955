using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>The room with a database of its own, which holds the roles and one person.</summary>
internal sealed class AccessStore : IDbContextFactory<AccessDbContext>, IAsyncDisposable
{
    private const string Key = "ConnectionStrings:Monitor";

    private readonly StoreHost _host;
    private readonly IDbContextFactory<AccessDbContext> _contexts;

    private AccessStore(StoreHost host)
    {
        _host = host;
        _contexts = host.Services.GetRequiredService<IDbContextFactory<AccessDbContext>>();
    }

    public static Person Person { get; } = new() { UserName = "ada@example.com", Email = "ada@example.com", SecurityStamp = "first", Grants = [new Grant(Roles.Viewer, [])] };

    public IServiceProvider Services => _host.Services;

    public static async Task<AccessStore> StartAsync(TestDatabases databases) => new(await StartHostAsync(await databases.CreateAsync("access", PrepareAsync)));

    public AccessDbContext CreateDbContext() => _contexts.CreateDbContext();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    // The number of iterations that Identity sets costs a tenth of a second of processor time for every password.
    private static Task<StoreHost> StartHostAsync(string connectionString) => StoreHost.StartAsync(
        services => services.AddAccess().Configure<PasswordHasherOptions>(options => options.IterationCount = 1), (Key, connectionString));

    private static async Task PrepareAsync(string connectionString)
    {
        await using var store = new AccessStore(await StartHostAsync(connectionString));
        await using var context = store.CreateDbContext();
        context.Users.Add(Person);
        await context.SaveChangesAsync();
    }
}
