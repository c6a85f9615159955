using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>People, their roles and their sessions.</summary>
internal abstract class AccessDbContext(DbContextOptions options) : IdentityDbContext<IdentityUser>(options)
{
    public DbSet<Session> Sessions => Set<Session>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.ApplyStoreConventions();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Session>(session =>
        {
            session.ToTable("Sessions");
            session.HasKey(entity => entity.Id);
            session.Property(entity => entity.Id).HasMaxLength(32);
            session.Property(entity => entity.SecurityStamp).HasMaxLength(64);
            session.Property(entity => entity.Rotation).IsConcurrencyToken();
            session.HasIndex(entity => entity.ExpiresAt);
            session.HasOne<IdentityUser>().WithMany().HasForeignKey(entity => entity.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
