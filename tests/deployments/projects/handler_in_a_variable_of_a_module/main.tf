module "bills" {
  source  = "./modules/function"
  entry   = "billing.main.make_bill"
}
