using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Tests.Storage;
using Microsoft.AspNetCore.Identity;
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

    /// <param name="databases">Where its database is.</param>
    /// <param name="services">Replaces services of the room.</param>
    public static async Task<AccessStore> StartAsync(TestDatabases databases, Action<IServiceCollection>? services = null) =>
        new(await StartHostAsync(await databases.CreateAsync("access", PrepareAsync), services));

    /// <summary>Adds somebody with a password.</summary>
    /// <returns>The id.</returns>
    public async Task<string> AddPersonAsync(string email, string password, IReadOnlyList<Grant> grants, IPasswordHasher<Person>? hasher = null)
    {
        await using var context = CreateDbContext();
        var person = new Person
        {
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            PasswordHash = (hasher ?? new PasswordHasher<Person>()).HashPassword(new Person(), password),
            Grants = grants,
        };
        context.Users.Add(person);
        await context.SaveChangesAsync();
        return person.Id;
    }

    /// <summary>Runs something with a scoped service of the room.</summary>
    public async Task<T> RunAsync<TService, T>(Func<TService, Task<T>> run)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public AccessDbContext CreateDbContext() => _contexts.CreateDbContext();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static Task<StoreHost> StartHostAsync(string connectionString, Action<IServiceCollection>? services = null) => StoreHost.StartAsync(
        room =>
        {
            // The number of iterations that Identity sets costs a tenth of a second of processor time for every password.
            room.AddAccess().Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
            services?.Invoke(room);
        },
        (Key, connectionString));

    private static async Task PrepareAsync(string connectionString)
    {
        await using var store = new AccessStore(await StartHostAsync(connectionString));
        await using var context = store.CreateDbContext();
        context.Users.Add(Person);
        await context.SaveChangesAsync();
    }
}
