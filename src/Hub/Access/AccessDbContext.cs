using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Access.Tokens;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>People with their grants, their sessions and links, and the tokens of services.</summary>
internal abstract class AccessDbContext(DbContextOptions options) : IdentityUserContext<Person>(options)
{
    private const int HashLength = 64;

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<ServiceToken> Tokens => Set<ServiceToken>();

    public DbSet<OneTimeLink> Links => Set<OneTimeLink>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.ApplyStoreConventions();
        configurationBuilder.Properties<IReadOnlyList<Grant>>().HaveConversion<GrantList.Converter, GrantList.Comparer>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>(person =>
        {
            person.Property(entity => entity.Grants);
            person.Property(entity => entity.LastSignInBy).HasMaxLength(32);
        });
        builder.Entity<Session>(session =>
        {
            session.ToTable("Sessions");
            session.HasKey(entity => entity.Id);
            session.Property(entity => entity.Id).HasMaxLength(32);
            session.Property(entity => entity.SecurityStamp).HasMaxLength(64);
            session.Property(entity => entity.Device).HasMaxLength(Session.LongestDevice);
            session.Property(entity => entity.Address).HasMaxLength(64);
            session.Property(entity => entity.RotatedBy).HasMaxLength(512);
            session.Property(entity => entity.Rotation).IsConcurrencyToken();
            session.HasIndex(entity => entity.ExpiresAt);
            session.HasOne<Person>().WithMany().HasForeignKey(entity => entity.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ServiceToken>(token =>
        {
            token.ToTable("ServiceTokens");
            token.Property(entity => entity.Id).HasMaxLength(16);
            token.Property(entity => entity.Name).HasMaxLength(ServiceToken.LongestName);
            token.Property(entity => entity.Hash).HasMaxLength(HashLength);
            token.Property(entity => entity.CreatedBy).HasMaxLength(256);
            token.HasIndex(entity => entity.Hash).IsUnique();
        });
        builder.Entity<OneTimeLink>(link =>
        {
            link.ToTable("OneTimeLinks");
            link.HasKey(entity => entity.Hash);
            link.Property(entity => entity.Hash).HasMaxLength(HashLength);
            link.Property(entity => entity.Purpose).HasConversion<string>().HasMaxLength(16);
            link.HasOne<Person>().WithMany().HasForeignKey(entity => entity.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
