using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>A real store in a file of its own, with one person in it.</summary>
internal sealed class AccessFiles : IDbContextFactory<AccessDbContext>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("access-test-");
    private readonly DbContextOptions<AccessDbContext> _options;

    public AccessFiles()
    {
        // Without a pool, whose connections would outlive the file.
        _options = new DbContextOptionsBuilder<AccessDbContext>().UseSqlite($"Data Source={Path.Combine(_folder.FullName, "monitor.db")};Pooling=False").Options;
        using var context = CreateDbContext();
        context.Database.Migrate();
        context.Users.Add(Person);
        context.SaveChanges();
    }

    public IdentityUser Person { get; } = new("ada@example.com") { SecurityStamp = "first" };

    public AccessDbContext CreateDbContext() => new(_options);

    public void Dispose() => _folder.Delete(recursive: true);
}
