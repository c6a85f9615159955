using FlextMonitor.Hub.Access.Displays;
using FlextMonitor.Hub.Access.Factors;
using FlextMonitor.Hub.Access.Keys;
using FlextMonitor.Hub.Access.Passkeys;
using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Access.Tokens;
using FlextMonitor.Hub.Access.Views;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>People with their grants, their sessions and links, and the tokens of services.</summary>
internal abstract class AccessDbContext(DbContextOptions options) : IdentityUserContext<Person>(options)
{
    private const int HashLength = 64;

    /// <summary>The most that WebAuthn allows, in bytes.</summary>
    private const int LongestCredentialId = 1023;

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<ServiceToken> Tokens => Set<ServiceToken>();

    public DbSet<OneTimeLink> Links => Set<OneTimeLink>();

    public DbSet<AuthenticatorApp> Apps => Set<AuthenticatorApp>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<UsedState> UsedStates => Set<UsedState>();

    public DbSet<DisplayCode> DisplayCodes => Set<DisplayCode>();

    public DbSet<ProviderSession> ProviderSessions => Set<ProviderSession>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<SetupLink> SetupLinks => Set<SetupLink>();

    /// <summary>Whether somebody can sign in who may administer.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <param name="isLocalSignInOn">Who counts: see <see cref="Person.IsActiveAdministrator"/>.</param>
    public async Task<bool> HasAdministratorAsync(CancellationToken cancellationToken, bool isLocalSignInOn = true)
    {
        var grants = Users.Where(person => person.DisabledAt == null && (isLocalSignInOn ? person.PasswordHash : person.Issuer) != null).Select(person => person.Grants);
        return (await grants.ToListAsync(cancellationToken).ConfigureAwait(false)).Exists(list => Rights.Of(list).Include(Roles.Admin));
    }

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
            person.Property(entity => entity.Issuer).HasMaxLength(ProviderPeople.LongestId);
            person.Property(entity => entity.Subject).HasMaxLength(ProviderPeople.LongestId);
            person.HasIndex(entity => new { entity.Issuer, entity.Subject }).IsUnique();
        });
        AddFactors(builder);
        builder.Entity<KeyRow>(key =>
        {
            key.ToTable("Keys");
            key.HasKey(entity => entity.Name);
            key.Property(entity => entity.Name).HasMaxLength(KeyRow.LongestName);
        });
        builder.Entity<SetupLink>(link =>
        {
            link.ToTable("SetupLinks");
            link.HasKey(entity => entity.Hash);
            link.Property(entity => entity.Hash).HasMaxLength(HashLength);
            link.Property(entity => entity.Node).HasMaxLength(SetupLink.LongestNode);
        });
        builder.Entity<SavedView>(view =>
        {
            view.ToTable("SavedViews");
            view.Property(entity => entity.Id).HasMaxLength(16);
            view.Property(entity => entity.Name).HasMaxLength(SavedView.LongestName);
            view.Property(entity => entity.Address).HasMaxLength(SavedView.LongestAddress);
            view.HasIndex(entity => new { entity.UserId, entity.Name }).IsUnique();
            view.HasOne<Person>().WithMany().HasForeignKey(entity => entity.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ProviderSession>(session =>
        {
            session.ToTable("ProviderSessions");
            session.HasKey(entity => entity.SessionId);
            session.Property(entity => entity.SessionId).HasMaxLength(32);
            session.HasIndex(entity => entity.DueAt);
            session.HasOne<Session>().WithOne().HasForeignKey<ProviderSession>(entity => entity.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<Session>(session =>
        {
            session.ToTable("Sessions");
            session.HasKey(entity => entity.Id);
            session.Property(entity => entity.Id).HasMaxLength(32);
            session.Property(entity => entity.SecurityStamp).HasMaxLength(64);
            session.Property(entity => entity.Device).HasMaxLength(Session.LongestDevice);
            session.Property(entity => entity.Address).HasMaxLength(64);
            session.Property(entity => entity.Method).HasMaxLength(32);
            session.Property(entity => entity.RotatedBy).HasMaxLength(512);
            session.Property(entity => entity.Rotation).IsConcurrencyToken();
            session.HasIndex(entity => entity.ExpiresAt);
            session.HasOne<Person>().WithMany().HasForeignKey(entity => entity.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ServiceToken>(token =>
        {
            token.ToTable("ServiceTokens");
            token.Property(entity => entity.Id).HasMaxLength(16);
            token.Property(entity => entity.Kind).HasConversion<string>().HasMaxLength(16).HasDefaultValue(TokenKind.Service);
            token.Property(entity => entity.Name).HasMaxLength(ServiceToken.LongestName);
            token.Property(entity => entity.Hash).HasMaxLength(HashLength);
            token.Property(entity => entity.CreatedBy).HasMaxLength(256);
            token.Property(entity => entity.Dashboards).HasConversion<DisplayDashboardList.Converter, DisplayDashboardList.Comparer>().HasDefaultValueSql($"'{DisplayDashboardList.None}'");
            token.HasIndex(entity => entity.Hash).IsUnique();
        });
        builder.Entity<OneTimeLink>(link =>
        {
            link.ToTable("OneTimeLinks");
            link.HasKey(entity => entity.Hash);
            link.Property(entity => entity.Hash).HasMaxLength(HashLength);
            link.Property(entity => entity.Purpose).HasConversion<string>().HasMaxLength(16);
            link.HasIndex(entity => entity.UserId).IsUnique();
            link.HasOne<Person>().WithMany().HasForeignKey(entity => entity.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void AddFactors(ModelBuilder builder)
    {
        // As Identity's third version of the schema has it, which would also change the columns of earlier releases.
        builder.Entity<IdentityUserPasskey<string>>(passkey =>
        {
            passkey.ToTable("AspNetUserPasskeys");
            passkey.HasKey(entity => entity.CredentialId);
            passkey.Property(entity => entity.UserId).IsRequired();
            passkey.Property(entity => entity.CredentialId).HasMaxLength(LongestCredentialId);
            passkey.OwnsOne(entity => entity.Data).ToJson();
            passkey.HasOne<Person>().WithMany().HasForeignKey(entity => entity.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<AuthenticatorApp>(app =>
        {
            app.ToTable("AuthenticatorApps");
            app.HasKey(entity => entity.UserId);
            app.HasOne<Person>().WithOne().HasForeignKey<AuthenticatorApp>(entity => entity.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<RecoveryCode>(code =>
        {
            code.ToTable("RecoveryCodes");
            code.HasKey(entity => entity.Hash);
            code.Property(entity => entity.Hash).HasMaxLength(HashLength);
            code.HasOne<Person>().WithMany().HasForeignKey(entity => entity.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<UsedState>(state =>
        {
            state.ToTable("UsedPasskeyStates");
            state.HasKey(entity => entity.Hash);
            state.Property(entity => entity.Hash).HasMaxLength(HashLength);
        });
        builder.Entity<DisplayCode>(code =>
        {
            code.ToTable("DisplayCodes");
            code.HasKey(entity => entity.Code);
            code.Property(entity => entity.Code).HasMaxLength(6);
            code.Property(entity => entity.SecretHash).HasMaxLength(HashLength);
            code.Property(entity => entity.Address).HasMaxLength(64);
            code.Property(entity => entity.TokenId).HasMaxLength(16);
            code.HasIndex(entity => entity.SecretHash).IsUnique();
        });
    }
}
